using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Tests.Support;

/// <summary>Asserts failures by their stable ids.</summary>
internal static class Failure
{
    public static ClawException Of(string errorId, Action act)
    {
        ClawException exception = Assert.Throws<ClawException>(act);
        Assert.Equal(errorId, exception.ErrorId);
        return exception;
    }

    public static ClawException Of(string errorId, Func<object?> act) => Of(errorId, () => { _ = act(); });
}
