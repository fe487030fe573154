namespace TopologyMirror.Tests.Architecture.Banned;

/// <summary>For every banned symbol at least one line of C# that uses it, in the form <c>id =&gt; code</c>, one a line.</summary>
internal static partial class BannedLines
{
    /// <summary>The lines, each with the symbol that it must be refused for.</summary>
    public static IReadOnlyList<(string Symbol, string Code)> All { get; } =
        [.. new[] { Time, Threads, Continuations, Blocking, Chance, Numbers, Culture, Output }.SelectMany(Read)];

    /// <summary>Lines of the same kind that core may well write.</summary>
    public static IReadOnlyList<string> Allowed { get; } =
    [
        "_ = task.WaitAsync(token);",
        "_ = typed.WaitAsync(token);",
        "_ = task.WaitAsync(time, clock, token);",
        "_ = Task.WhenAll(tasks);",
        "_ = Task.WhenAny(tasks);",
        "_ = task.ConfigureAwait(false);",
        "_ = new TaskCompletionSource();",
        "_ = new TaskCompletionSource<int>();",
        "_ = new CancellationTokenSource();",
        "_ = new CancellationTokenSource(time, clock);",
        "_ = CancellationTokenSource.CreateLinkedTokenSource(token, token);",
        "source.Cancel();",
        "_ = token.Register(() => { });",
        "_ = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });",
        "_ = clock.GetUtcNow();",
        "_ = clock.GetElapsedTime(clock.GetTimestamp());",
        "_ = clock.CreateTimer(_ => { }, null, time, Timeout.InfiniteTimeSpan);",
        "_ = Environment.CurrentManagedThreadId;",
        "_ = new Random(7);",
        "_ = Guid.Parse(text);",
        "_ = int.Parse(text, CultureInfo.InvariantCulture);",
        "_ = double.TryParse(chars, CultureInfo.InvariantCulture, out _);",
        "_ = DateTimeOffset.ParseExact(text, \"O\", CultureInfo.InvariantCulture);",
        "_ = new Data(text, 7).GetHashCode();",
        "_ = new Data(text, 7) == new Data(text, 8);",
        "_ = EqualityComparer<string>.Default.GetHashCode(text);",
    ];

    private static IEnumerable<(string Symbol, string Code)> Read(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" => ", 2)).Select(parts => (parts[0], parts[1]));
}
