namespace ClawPowers.Core.Tests.Support;

/// <summary>A clock that stands still until a test moves it, backwards too.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => _now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;

    public void MoveMilliseconds(long by) => Move(TimeSpan.FromMilliseconds(by));

    public void MoveTo(DateTimeOffset moment) => _now = moment;
}
