using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>
/// Goes on counting where a purged entry stopped, without keeping its key: only a hash of it, salted with the store's id.
/// </summary>
internal sealed class PurgedVersions(StoreTransaction transaction)
{
    private readonly Dictionary<long, bool> _any = [];
    private string? _salt;

    /// <summary>The number that the first version of a new entry gets: 1, or more if the key was purged before.</summary>
    public long FirstVersion(long scope, string key)
    {
        if (!_any.TryGetValue(scope, out bool any))
        {
            any = transaction.Connection.ReadLong("SELECT EXISTS (SELECT 1 FROM purged WHERE scope_id = $scope)", ("$scope", scope)) == 1;
            _any.Add(scope, any);
        }

        if (!any)
        {
            return 1;
        }

        SqliteCommand command = transaction.Prepared("SELECT version FROM purged WHERE scope_id = $scope AND key_hash = $hash", "$scope", "$hash");
        command.Parameters[0].Value = scope;
        command.Parameters[1].Value = Hash(key);
        return 1 + (command.ExecuteScalar() as long? ?? 0);
    }

    /// <summary>Remembers how far a key had counted when it was purged.</summary>
    public void Remember(long scope, string key, long version)
    {
        transaction.Connection.Execute(
            "INSERT INTO purged (scope_id, key_hash, version) VALUES ($scope, $hash, $version) ON CONFLICT (scope_id, key_hash) DO UPDATE SET version = excluded.version",
            ("$scope", scope),
            ("$hash", Hash(key)),
            ("$version", version));
        _any[scope] = true;
    }

    private byte[] Hash(string key)
    {
        _salt ??= (string)transaction.Connection.ReadValue("SELECT id FROM store")!;
        return SHA256.HashData(Encoding.UTF8.GetBytes(_salt + "\n" + key));
    }
}
