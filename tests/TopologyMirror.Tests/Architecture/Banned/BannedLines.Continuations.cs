namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Continuations that the pool runs.</summary>
    private const string Continuations = """
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task}) => _ = task.ContinueWith(_ => { });
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task},System.Threading.CancellationToken) => _ = task.ContinueWith(_ => { }, token);
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task},System.Threading.Tasks.TaskScheduler) => _ = task.ContinueWith(_ => { }, scheduler);
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task,System.Object},System.Object) => _ = task.ContinueWith((_, _) => { }, text);
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task,System.Object},System.Object,System.Threading.CancellationToken) => _ = task.ContinueWith((_, _) => { }, text, token);
        M:System.Threading.Tasks.Task.ContinueWith(System.Action{System.Threading.Tasks.Task,System.Object},System.Object,System.Threading.Tasks.TaskScheduler) => _ = task.ContinueWith((_, _) => { }, text, scheduler);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,``0}) => _ = task.ContinueWith(_ => 1);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,``0},System.Threading.CancellationToken) => _ = task.ContinueWith(_ => 1, token);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,``0},System.Threading.Tasks.TaskScheduler) => _ = task.ContinueWith(_ => 1, scheduler);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,System.Object,``0},System.Object) => _ = task.ContinueWith((_, _) => 1, text);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,System.Object,``0},System.Object,System.Threading.CancellationToken) => _ = task.ContinueWith((_, _) => 1, text, token);
        M:System.Threading.Tasks.Task.ContinueWith``1(System.Func{System.Threading.Tasks.Task,System.Object,``0},System.Object,System.Threading.Tasks.TaskScheduler) => _ = task.ContinueWith((_, _) => 1, text, scheduler);
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0}}) => _ = typed.ContinueWith(_ => { });
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0}},System.Threading.CancellationToken) => _ = typed.ContinueWith(_ => { }, token);
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0}},System.Threading.Tasks.TaskScheduler) => _ = typed.ContinueWith(_ => { }, scheduler);
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0},System.Object},System.Object) => _ = typed.ContinueWith((_, _) => { }, text);
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0},System.Object},System.Object,System.Threading.CancellationToken) => _ = typed.ContinueWith((_, _) => { }, text, token);
        M:System.Threading.Tasks.Task`1.ContinueWith(System.Action{System.Threading.Tasks.Task{`0},System.Object},System.Object,System.Threading.Tasks.TaskScheduler) => _ = typed.ContinueWith((_, _) => { }, text, scheduler);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},``0}) => _ = typed.ContinueWith(_ => 1);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},``0},System.Threading.CancellationToken) => _ = typed.ContinueWith(_ => 1, token);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},``0},System.Threading.Tasks.TaskScheduler) => _ = typed.ContinueWith(_ => 1, scheduler);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},System.Object,``0},System.Object) => _ = typed.ContinueWith((_, _) => 1, text);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},System.Object,``0},System.Object,System.Threading.CancellationToken) => _ = typed.ContinueWith((_, _) => 1, text, token);
        M:System.Threading.Tasks.Task`1.ContinueWith``1(System.Func{System.Threading.Tasks.Task{`0},System.Object,``0},System.Object,System.Threading.Tasks.TaskScheduler) => _ = typed.ContinueWith((_, _) => 1, text, scheduler);
        """;
}
