using ClawPowers.Core.Storage;
using SQLitePCL;

namespace ClawPowers.Core.Transfer;

/// <summary>Puts lines into their tables, and knows the rows of scopes and skills.</summary>
internal sealed class LineInserts(StoreTransaction transaction) : IDisposable
{
    private readonly Dictionary<LineShape, PreparedStatement> _statements = [];
    private readonly Dictionary<string, long> _skills = new(StringComparer.Ordinal);

    public long Scope(string project) => transaction.ScopeId(project);

    public long Skill(string name)
    {
        if (!_skills.TryGetValue(name, out long id))
        {
            transaction.Connection.Execute("INSERT INTO skill (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", ("$name", name));
            id = transaction.Connection.ReadLong("SELECT id FROM skill WHERE name = $name", ("$name", name));
            _skills.Add(name, id);
        }

        return id;
    }

    /// <summary>Inserts a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="owner">The row that a version belongs to.</param>
    /// <returns>The row's id.</returns>
    public long Insert(ExportLine line, long? owner = null)
    {
        PreparedStatement statement = Statement(line.Shape);
        foreach (Field field in line.Shape.Fields)
        {
            statement.Bind(field.Index + 1, Stored(field, line[field]));
        }

        if (owner is { } id)
        {
            statement.Bind(line.Shape.Fields.Count + 1, id);
        }

        statement.Run();
        return raw.sqlite3_last_insert_rowid(transaction.Connection.Handle);
    }

    public void Dispose()
    {
        foreach (PreparedStatement statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    private object? Stored(Field field, object? value) => (field.Kind, value) switch
    {
        (FieldKind.Project, string project) => Scope(project),
        (FieldKind.Skill, string skill) => Skill(skill),
        (FieldKind.Bytes, string digits) => Convert.FromHexString(digits),
        _ => value,
    };

    private PreparedStatement Statement(LineShape shape)
    {
        if (!_statements.TryGetValue(shape, out PreparedStatement? statement))
        {
            string owner = shape.Type switch { "version" => ", entry_id", "metric-version" => ", metric_id", _ => string.Empty };
            string parameter = owner.Length == 0 ? string.Empty : ", ?" + (shape.Fields.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            statement = new PreparedStatement(transaction.Connection, $"INSERT INTO {shape.Table} ({shape.ColumnNames}{owner}) VALUES ({shape.Parameters}{parameter})");
            _statements.Add(shape, statement);
        }

        return statement;
    }
}
