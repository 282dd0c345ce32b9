namespace ClawPowers.Core.State;

/// <summary>How a value is kept. The numbers are in the file.</summary>
internal enum StateValueType
{
    Text = 0,
    Integer = 1,
    Real = 2,
    Boolean = 3,
    Decimal = 4,
    DateTime = 5,
    DateTimeOffset = 6,
    Json = 7,
}
