namespace ClawPowers.Core.Git.Objects;

/// <summary>
/// Looks up the same few paths in the trees of many commits. Each folder's object is read once, for all the paths that lead through it; most commits leave
/// most folders as they are.
/// </summary>
internal sealed class TreePaths(GitObjects objects)
{
    private readonly Node _top = new(parent: null, []);

    /// <summary>Makes a path known, for look-ups by what it gives.</summary>
    public Node Add(GitPath path)
    {
        Node node = _top;
        foreach (string part in path.Raw.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node.Child(new GitPath(part).Bytes());
        }

        return node;
    }

    /// <summary>What a commit's tree holds at a path.</summary>
    public TreeEntry Find(ObjectName tree, Node node)
    {
        if (node.Parent is not { } parent)
        {
            return new TreeEntry(tree, 0x4000);
        }

        TreeEntry folder = Find(tree, parent);
        return folder.IsFolder ? parent.Entry(objects, folder.Name, node.Index) : default;
    }

    /// <summary>A path that is looked up, or a folder on the way to one.</summary>
    internal sealed class Node(Node? parent, byte[] name)
    {
        private readonly List<Node> _children = [];
        private readonly Dictionary<ObjectName, TreeEntry[]> _known = [];
        private ObjectName _lastTree;
        private TreeEntry[] _last = [];

        public Node? Parent => parent;

        public int Index { get; private init; }

        public Node Child(byte[] childName)
        {
            Node? child = _children.Find(candidate => candidate.IsNamed(childName));
            if (child is null)
            {
                child = new Node(this, childName) { Index = _children.Count };
                _children.Add(child);
            }

            return child;
        }

        // What was read before a path came to be known lacks it.
        public TreeEntry Entry(GitObjects objects, ObjectName tree, int index)
        {
            if (!_lastTree.Equals(tree) || _last.Length <= index)
            {
                if (!_known.TryGetValue(tree, out TreeEntry[]? entries) || entries.Length <= index)
                {
                    entries = new TreeEntry[_children.Count];
                    objects.Scan(tree, (_children, entries), static (state, name, entry) =>
                    {
                        for (int i = 0; i < state._children.Count; i++)
                        {
                            if (state._children[i].IsNamed(name))
                            {
                                state.entries[i] = entry;
                                break;
                            }
                        }
                    });
                    _known[tree] = entries;
                }

                (_lastTree, _last) = (tree, entries);
            }

            return _last[index];
        }

        private bool IsNamed(ReadOnlySpan<byte> candidate) => candidate.SequenceEqual(name);
    }
}
