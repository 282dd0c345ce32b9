using System.Runtime.ExceptionServices;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>Bounds the time of work that may hang where it can't be cancelled, in a call to the disk.</summary>
internal static class TimeLimit
{
    /// <summary>Does the work on a thread of its own, which is left behind if it takes too long.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="work">The work; its token is cancelled at the limit.</param>
    /// <param name="cancellation">Ends the work from outside.</param>
    /// <returns>What the work gave.</returns>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static T Run<T>(TimeSpan limit, Func<CancellationToken, T> work, CancellationToken cancellation)
        where T : class
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        T? result = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work(stop.Token);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { IsBackground = true, Name = "ClawPowers hook" };
        thread.Start();
        if (!thread.Join(limit))
        {
            stop.Cancel();
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException($"the store or the disk did not answer within {limit.TotalSeconds:0.#} s");
        }

        // Disposed of only here: the thread left behind above may still look at its token.
        stop.Dispose();
        failure?.Throw();
        return result!;
    }
}
