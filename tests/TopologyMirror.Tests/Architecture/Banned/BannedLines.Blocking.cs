namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Waits that hold the thread.</summary>
    private const string Blocking = """
        P:System.Threading.Tasks.Task`1.Result => _ = typed.Result;
        P:System.Threading.Tasks.ValueTask`1.Result => _ = default(ValueTask<int>).Result;
        M:System.Threading.Tasks.Task.Wait => task.Wait();
        M:System.Threading.Tasks.Task.Wait(System.Int32) => task.Wait(1000);
        M:System.Threading.Tasks.Task.Wait(System.TimeSpan) => task.Wait(time);
        M:System.Threading.Tasks.Task.Wait(System.Threading.CancellationToken) => task.Wait(token);
        M:System.Threading.Tasks.Task.Wait(System.Int32,System.Threading.CancellationToken) => task.Wait(1000, token);
        M:System.Threading.Tasks.Task.Wait(System.TimeSpan,System.Threading.CancellationToken) => task.Wait(time, token);
        M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[]) => Task.WaitAll(tasks);
        M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[],System.Int32) => Task.WaitAll(tasks, 1000);
        M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[],System.TimeSpan) => Task.WaitAll(tasks, time);
        M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[],System.Threading.CancellationToken) => Task.WaitAll(tasks, token);
        M:System.Threading.Tasks.Task.WaitAll(System.Threading.Tasks.Task[],System.Int32,System.Threading.CancellationToken) => Task.WaitAll(tasks, 1000, token);
        M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[]) => Task.WaitAny(tasks);
        M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[],System.Int32) => Task.WaitAny(tasks, 1000);
        M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[],System.TimeSpan) => Task.WaitAny(tasks, time);
        M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[],System.Threading.CancellationToken) => Task.WaitAny(tasks, token);
        M:System.Threading.Tasks.Task.WaitAny(System.Threading.Tasks.Task[],System.Int32,System.Threading.CancellationToken) => Task.WaitAny(tasks, 1000, token);
        M:System.Threading.Tasks.Task.WaitAll(System.ReadOnlySpan{System.Threading.Tasks.Task}) => Task.WaitAll(default(ReadOnlySpan<Task>));
        M:System.Threading.Tasks.Task.WaitAll(System.Collections.Generic.IEnumerable{System.Threading.Tasks.Task},System.Threading.CancellationToken) => Task.WaitAll(default(IEnumerable<Task>)!, token);
        M:System.Threading.Tasks.TaskAsyncEnumerableExtensions.ToBlockingEnumerable``1(System.Collections.Generic.IAsyncEnumerable{``0},System.Threading.CancellationToken) => _ = default(IAsyncEnumerable<int>)!.ToBlockingEnumerable(token);
        """;
}
