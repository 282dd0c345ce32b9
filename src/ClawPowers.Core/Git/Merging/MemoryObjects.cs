using LibGit2Sharp;

namespace ClawPowers.Core.Git.Merging;

/// <summary>
/// Takes what a merge writes. libgit2 keeps each merged file as an object of the repository, as Git does too; in front of the repository's own store this one
/// gets them, and they go with it.
/// </summary>
internal sealed class MemoryObjects : OdbBackend
{
    private readonly Dictionary<ObjectId, (byte[] Bytes, ObjectType Type)> _objects = [];

    protected override OdbBackendOperations SupportedOperations =>
        OdbBackendOperations.Read | OdbBackendOperations.ReadHeader | OdbBackendOperations.Write | OdbBackendOperations.Exists;

    /// <summary>Puts it before the stores of a repository.</summary>
    public static void Attach(Repository repository)
    {
        const int first = 1000; // libgit2's own have 1 and 2
        repository.ObjectDatabase.AddBackend(new MemoryObjects(), first);
    }

    public override int Read(ObjectId id, out UnmanagedMemoryStream data, out ObjectType objectType)
    {
        if (!_objects.TryGetValue(id, out (byte[] Bytes, ObjectType Type) found))
        {
            (data, objectType) = (null!, default);
            return (int)ReturnCode.GIT_ENOTFOUND;
        }

        data = AllocateAndBuildFrom(found.Bytes);
        objectType = found.Type;
        return (int)ReturnCode.GIT_OK;
    }

    public override int ReadHeader(ObjectId id, out int length, out ObjectType objectType)
    {
        bool isHere = _objects.TryGetValue(id, out (byte[] Bytes, ObjectType Type) found);
        (length, objectType) = isHere ? (found.Bytes.Length, found.Type) : default;
        return (int)(isHere ? ReturnCode.GIT_OK : ReturnCode.GIT_ENOTFOUND);
    }

    public override int Write(ObjectId id, Stream dataStream, long length, ObjectType objectType)
    {
        byte[] bytes = new byte[length];
        dataStream.ReadExactly(bytes);
        _objects[id] = (bytes, objectType);
        return (int)ReturnCode.GIT_OK;
    }

    public override bool Exists(ObjectId id) => _objects.ContainsKey(id);

    public override int ReadPrefix(string shortSha, out ObjectId oid, out UnmanagedMemoryStream data, out ObjectType objectType)
    {
        (oid, data, objectType) = (null!, null!, default);
        return (int)ReturnCode.GIT_ENOTFOUND;
    }

    public override int ReadStream(ObjectId id, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int WriteStream(long length, ObjectType objectType, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int ExistsPrefix(string shortSha, out ObjectId found)
    {
        found = null!;
        return (int)ReturnCode.GIT_ENOTFOUND;
    }

    public override int ForEach(ForEachCallback callback) => (int)ReturnCode.GIT_OK;
}
