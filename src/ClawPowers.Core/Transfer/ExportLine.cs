using System.Globalization;
using ClawPowers.Core.State;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>One line of an export, with its values as the store keeps them: texts, longs, doubles and null.</summary>
internal sealed class ExportLine(LineShape shape)
{
    public LineShape Shape { get; } = shape;

    /// <summary>The values, in the order of the shape's fields. A project is empty text for the global scope.</summary>
    public object?[] Values { get; } = new object?[shape.Fields.Count];

    /// <summary>Whether a secret in it was masked.</summary>
    public bool IsMasked { get; set; }

    /// <summary>The number of the line in its file, from 1.</summary>
    public long Number { get; set; }

    public object? this[Field field]
    {
        get => Values[field.Index];
        set => Values[field.Index] = value;
    }

    public string? Text(Field field) => (string?)Values[field.Index];

    public long Long(Field field) => (long)Values[field.Index]!;

    public long? LongOrNull(Field field) => (long?)Values[field.Index];

    /// <summary>The value of an entry or a version; null if there is none.</summary>
    public StoredValue? StoredValue(Field kind, Field value) =>
        this[kind] is long type && this[value] is { } raw ? new StoredValue((StateValueType)type, raw) : null;

    /// <summary>Reads a row that was selected by <see cref="LineShape.Columns"/>.</summary>
    /// <exception cref="FormatException">The row holds what no command ever wrote.</exception>
    public static ExportLine Read(LineShape shape, SqliteDataReader reader)
    {
        var line = new ExportLine(shape);
        foreach (Field field in shape.Fields)
        {
            line.Values[field.Index] = reader.IsDBNull(field.Index) ? null : Checked(field, reader);
        }

        return line;
    }

    private static object Checked(Field field, SqliteDataReader reader)
    {
        switch (field.Kind)
        {
            case FieldKind.Integer:
                return reader.GetInt64(field.Index);
            case FieldKind.Time:
                long milliseconds = reader.GetInt64(field.Index);
                _ = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                return milliseconds;
            case FieldKind.Word:
                long number = reader.GetInt64(field.Index);
                return number >= 0 && number < field.Words.Count
                    ? number
                    : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{field.Column} is {number}"));
            case FieldKind.Real:
                double real = reader.GetDouble(field.Index);
                return double.IsFinite(real) ? real : throw new FormatException($"{field.Column} is no number");
            case FieldKind.Value:
                return reader.GetValue(field.Index);
            case FieldKind.Bytes:
                return Convert.ToHexString(reader.GetFieldValue<byte[]>(field.Index)).ToLowerInvariant();
            default:
                return reader.GetString(field.Index);
        }
    }
}
