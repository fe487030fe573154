namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>What leaves the thread of its caller.</summary>
    private const string Threads = """
        M:System.Threading.Tasks.Task.Run(System.Action) => _ = Task.Run(action);
        M:System.Threading.Tasks.Task.Run(System.Action,System.Threading.CancellationToken) => _ = Task.Run(action, token);
        M:System.Threading.Tasks.Task.Run(System.Func{System.Threading.Tasks.Task}) => _ = Task.Run(work);
        M:System.Threading.Tasks.Task.Run(System.Func{System.Threading.Tasks.Task},System.Threading.CancellationToken) => _ = Task.Run(work, token);
        M:System.Threading.Tasks.Task.Run``1(System.Func{``0}) => _ = Task.Run(compute);
        M:System.Threading.Tasks.Task.Run``1(System.Func{``0},System.Threading.CancellationToken) => _ = Task.Run(compute, token);
        M:System.Threading.Tasks.Task.Run``1(System.Func{System.Threading.Tasks.Task{``0}}) => _ = Task.Run(typedWork);
        M:System.Threading.Tasks.Task.Run``1(System.Func{System.Threading.Tasks.Task{``0}},System.Threading.CancellationToken) => _ = Task.Run(typedWork, token);
        M:System.Threading.Tasks.Task.Yield => _ = Task.Yield();
        M:System.Threading.Tasks.Task.Start => task.Start();
        M:System.Threading.Tasks.Task.Start(System.Threading.Tasks.TaskScheduler) => task.Start(scheduler);
        M:System.Threading.Tasks.Task.RunSynchronously => task.RunSynchronously();
        M:System.Threading.Tasks.Task.RunSynchronously(System.Threading.Tasks.TaskScheduler) => task.RunSynchronously(scheduler);
        T:System.Threading.Tasks.TaskFactory => _ = Task.Factory.StartNew(action);
        T:System.Threading.Tasks.TaskFactory => _ = new TaskFactory();
        T:System.Threading.Tasks.TaskFactory`1 => _ = Task<int>.Factory.StartNew(compute);
        T:System.Threading.Tasks.TaskFactory`1 => _ = new TaskFactory<int>();
        T:System.Threading.Tasks.TaskCreationOptions => _ = new TaskCompletionSource(TaskCreationOptions.None);
        F:System.Threading.Tasks.TaskCreationOptions.RunContinuationsAsynchronously => _ = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        T:System.Threading.Tasks.TaskContinuationOptions => _ = task.ContinueWith(_ => { }, TaskContinuationOptions.None);
        T:System.Threading.Tasks.TaskContinuationOptions => _ = typed.ContinueWith(_ => 1, token, TaskContinuationOptions.ExecuteSynchronously, scheduler);
        F:System.Threading.Tasks.ConfigureAwaitOptions.ForceYielding => _ = task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        M:System.Threading.CancellationTokenSource.CancelAsync => _ = source.CancelAsync();
        T:System.Threading.ThreadPool => ThreadPool.QueueUserWorkItem(_ => { });
        T:System.Threading.ThreadPool => ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null);
        T:System.Threading.Tasks.Parallel => Parallel.For(0, 9, _ => { });
        T:System.Threading.Tasks.Parallel => _ = Parallel.ForEachAsync(numbers, (_, _) => default);
        T:System.Linq.ParallelEnumerable => _ = numbers.AsParallel();
        T:System.Linq.ParallelQuery`1 => _ = default(ParallelQuery<int>)!.GetEnumerator();
        T:System.Threading.SemaphoreSlim => _ = new SemaphoreSlim(1);
        T:System.Progress`1 => _ = new Progress<int>();
        M:System.Threading.Thread.#ctor(System.Threading.ThreadStart) => _ = new Thread(static () => { });
        M:System.Threading.Thread.#ctor(System.Threading.ThreadStart,System.Int32) => _ = new Thread(static () => { }, 65536);
        M:System.Threading.Thread.#ctor(System.Threading.ParameterizedThreadStart) => _ = new Thread(static _ => { });
        M:System.Threading.Thread.#ctor(System.Threading.ParameterizedThreadStart,System.Int32) => _ = new Thread(static _ => { }, 65536);
        M:System.Threading.Tasks.Task.WhenEach(System.Threading.Tasks.Task[]) => _ = Task.WhenEach(default(Task[])!);
        M:System.Threading.Tasks.Task.WhenEach(System.ReadOnlySpan{System.Threading.Tasks.Task}) => _ = Task.WhenEach(default(ReadOnlySpan<Task>));
        M:System.Threading.Tasks.Task.WhenEach(System.Collections.Generic.IEnumerable{System.Threading.Tasks.Task}) => _ = Task.WhenEach(default(IEnumerable<Task>)!);
        M:System.Threading.Tasks.Task.WhenEach``1(System.Threading.Tasks.Task{``0}[]) => _ = Task.WhenEach(default(Task<int>[])!);
        M:System.Threading.Tasks.Task.WhenEach``1(System.ReadOnlySpan{System.Threading.Tasks.Task{``0}}) => _ = Task.WhenEach(default(ReadOnlySpan<Task<int>>));
        M:System.Threading.Tasks.Task.WhenEach``1(System.Collections.Generic.IEnumerable{System.Threading.Tasks.Task{``0}}) => _ = Task.WhenEach(default(IEnumerable<Task<int>>)!);
        M:System.Threading.Channels.Channel.CreateUnbounded``1 => _ = Channel.CreateUnbounded<int>();
        M:System.Threading.Channels.Channel.CreateUnboundedPrioritized``1 => _ = Channel.CreateUnboundedPrioritized<int>();
        M:System.Threading.Channels.Channel.CreateBounded``1(System.Int32) => _ = Channel.CreateBounded<int>(1);
        """;
}
