using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.State;

/// <summary>
/// Goes on counting where a purged entry stopped, without keeping its key: only a hash of it, salted with the store's id.
/// </summary>
internal sealed class PurgedVersions(StoreTransaction transaction)
{
    private string? _salt;
    private bool? _any;

    /// <summary>The number that the first version of a new entry gets: 1, or more if the key was purged before.</summary>
    public long FirstVersion(long scope, string key)
    {
        _any ??= transaction.Connection.ReadLong("SELECT EXISTS (SELECT 1 FROM purged)") == 1;
        return _any.Value
            ? 1 + transaction.Connection.ReadLong("SELECT max(version) FROM purged WHERE scope_id = $scope AND key_hash = $hash", ("$scope", scope), ("$hash", Hash(key)))
            : 1;
    }

    /// <summary>Remembers how far a key had counted when it was purged.</summary>
    public void Remember(long scope, string key, long version)
    {
        transaction.Connection.Execute(
            "INSERT INTO purged (scope_id, key_hash, version) VALUES ($scope, $hash, $version) ON CONFLICT (scope_id, key_hash) DO UPDATE SET version = excluded.version",
            ("$scope", scope),
            ("$hash", Hash(key)),
            ("$version", version));
        _any = true;
    }

    private byte[] Hash(string key)
    {
        _salt ??= (string)transaction.Connection.ReadValue("SELECT id FROM store")!;
        return SHA256.HashData(Encoding.UTF8.GetBytes(_salt + "\n" + key));
    }
}
