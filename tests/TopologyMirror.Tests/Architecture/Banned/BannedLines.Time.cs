namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Clocks, time zones, delays, timers and deadlines that do not come from the TimeProvider.</summary>
    private const string Time = """
        P:System.DateTime.Now => _ = DateTime.Now;
        P:System.DateTime.UtcNow => _ = DateTime.UtcNow;
        P:System.DateTime.Today => _ = DateTime.Today;
        P:System.DateTimeOffset.Now => _ = DateTimeOffset.Now;
        P:System.DateTimeOffset.UtcNow => _ = DateTimeOffset.UtcNow;
        P:System.Environment.TickCount => _ = Environment.TickCount;
        P:System.Environment.TickCount64 => _ = Environment.TickCount64;
        T:System.Diagnostics.Stopwatch => _ = Stopwatch.StartNew();
        T:System.Diagnostics.Stopwatch => _ = Stopwatch.GetTimestamp();
        T:System.Diagnostics.Stopwatch => _ = new Stopwatch();
        P:System.TimeZoneInfo.Local => _ = TimeZoneInfo.Local;
        P:System.TimeProvider.LocalTimeZone => _ = clock.LocalTimeZone;
        M:System.TimeProvider.GetLocalNow => _ = clock.GetLocalNow();
        M:System.DateTime.ToLocalTime => _ = default(DateTime).ToLocalTime();
        M:System.DateTimeOffset.ToLocalTime => _ = default(DateTimeOffset).ToLocalTime();
        P:System.DateTimeOffset.LocalDateTime => _ = default(DateTimeOffset).LocalDateTime;
        T:System.Threading.Timer => _ = new System.Threading.Timer(_ => { });
        T:System.Timers.Timer => _ = new System.Timers.Timer(1000);
        T:System.Threading.PeriodicTimer => _ = new PeriodicTimer(time);
        T:System.Threading.PeriodicTimer => _ = new PeriodicTimer(time, clock);
        M:System.Threading.Tasks.Task.Delay(System.Int32) => _ = Task.Delay(1000);
        M:System.Threading.Tasks.Task.Delay(System.Int32,System.Threading.CancellationToken) => _ = Task.Delay(1000, token);
        M:System.Threading.Tasks.Task.Delay(System.TimeSpan) => _ = Task.Delay(time);
        M:System.Threading.Tasks.Task.Delay(System.TimeSpan,System.Threading.CancellationToken) => _ = Task.Delay(time, token);
        M:System.Threading.Tasks.Task.Delay(System.TimeSpan,System.TimeProvider) => _ = Task.Delay(time, clock);
        M:System.Threading.Tasks.Task.Delay(System.TimeSpan,System.TimeProvider,System.Threading.CancellationToken) => _ = Task.Delay(time, clock, token);
        M:System.Threading.CancellationTokenSource.#ctor(System.Int32) => _ = new CancellationTokenSource(1000);
        M:System.Threading.CancellationTokenSource.#ctor(System.TimeSpan) => _ = new CancellationTokenSource(time);
        M:System.Threading.CancellationTokenSource.CancelAfter(System.Int32) => source.CancelAfter(1000);
        M:System.Threading.CancellationTokenSource.CancelAfter(System.TimeSpan) => source.CancelAfter(time);
        M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan) => _ = task.WaitAsync(time);
        M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan,System.Threading.CancellationToken) => _ = task.WaitAsync(time, token);
        M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan) => _ = typed.WaitAsync(time);
        M:System.Threading.Tasks.Task`1.WaitAsync(System.TimeSpan,System.Threading.CancellationToken) => _ = typed.WaitAsync(time, token);
        M:System.Threading.Thread.Sleep(System.Int32) => Thread.Sleep(1000);
        M:System.Threading.Thread.Sleep(System.TimeSpan) => Thread.Sleep(time);
        """;
}
