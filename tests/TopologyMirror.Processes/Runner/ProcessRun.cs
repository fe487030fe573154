using System.Globalization;
using TopologyMirror.Durability;
using TopologyMirror.Processes.Hosts;
using TopologyMirror.Processes.Provider;

namespace TopologyMirror.Processes.Runner;

/// <summary>What kills and freezes have in common: a provider, a store, a journal that is read along, and the judgement at the end.</summary>
internal sealed class ProcessRun : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    /// <summary>How long the cluster may take to come to rest: two failed runs in a row make the next one wait for a minute.</summary>
    private static readonly TimeSpan RestTime = TimeSpan.FromSeconds(100);

    /// <summary>What has changed nothing for so long is at rest.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    private readonly string _directory;
    private readonly string _socket;
    private readonly ChildProcess _provider;
    private readonly List<string> _failures = [];
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();

    private ProcessRun(string directory, int seed, ClusterName cluster, StoreChoice store)
    {
        _directory = directory;
        _socket = Path.Combine(directory, "provider.sock");
        Cluster = cluster;
        Store = store;
        Random = new Random(seed);
        Journal = new JournalReading(cluster);
        Client = new ProviderClient(_socket);
        _provider = ChildProcess.Start(Log("provider"), "provider", "--socket", _socket, "--seed", seed.ToString(CultureInfo.InvariantCulture));
        Summary = new RunSummary { Seed = seed };
    }

    public ClusterName Cluster { get; }

    public StoreChoice Store { get; }

    public Random Random { get; }

    public ProviderClient Client { get; }

    public JournalReading Journal { get; }

    public RunSummary Summary { get; }

    /// <summary>Starts the provider.</summary>
    /// <param name="seed">What is random follows it.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="store">Makes the store, given a directory.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<ProcessRun> StartAsync(int seed, ClusterName cluster, Func<string, StoreChoice> store, CancellationToken cancellationToken)
    {
        string directory = Directory.CreateTempSubdirectory("topologymirror-").FullName;
        var run = new ProcessRun(directory, seed, cluster, store(directory));
        await run._provider.WaitForLineAsync("ready", run._startedAt, StartTime, cancellationToken);
        await run.Client.ReadReportAsync(cancellationToken);
        return run;
    }

    /// <summary>Starts a host.</summary>
    public ChildProcess StartHost(string name = "host") =>
        ChildProcess.Start(Log(name), ["host", "--socket", _socket, "--cluster", Cluster.Value, .. Store.Arguments()]);

    /// <summary>Waits until a host has started.</summary>
    public Task WaitUntilReadyAsync(ChildProcess host, CancellationToken cancellationToken) =>
        host.WaitForLineAsync("ready", _startedAt, StartTime, cancellationToken);

    public void Fail(string sentence) => _failures.Add(sentence);

    /// <summary>Notes where the journal stands at the moment of a kill or a freeze.</summary>
    public async Task NotePhaseAsync(CancellationToken cancellationToken)
    {
        await ReadJournalAsync(Journal, cancellationToken);
        Summary.Phases[Journal.Phase] = Summary.Phases.GetValueOrDefault(Journal.Phase) + 1;
        Summary.EffectsInFlight += Journal.IsEffectInFlight ? 1 : 0;
        Summary.Kills++;
    }

    /// <summary>Lets load and revisions rest, waits until the cluster is at rest, ends the hosts as a supervisor would, and judges what is left.</summary>
    public async Task<RunSummary> EndAsync(IReadOnlyList<ChildProcess> hosts, CancellationToken cancellationToken)
    {
        await Client.CalmAsync(cancellationToken);
        ReportMessage report = await WaitForRestAsync(cancellationToken);
        foreach (ChildProcess host in hosts)
        {
            if (host.HasExited)
            {
                Fail(string.Create(CultureInfo.InvariantCulture, $"A host ended by itself with code {host.ExitCode}."));
            }
            else if (await host.EndAsync(StartTime, cancellationToken) is not 0 and int code)
            {
                Fail(string.Create(CultureInfo.InvariantCulture, $"A host that was asked to end did so with code {code}."));
            }
        }

        await JudgeJournalAsync(cancellationToken);
        Summary.Take(report, Journal);
        Summary.Failures = _failures;
        Summary.Seconds = Math.Round((TimeProvider.System.GetUtcNow() - _startedAt).TotalSeconds, 1);
        return Summary;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _provider.DisposeAsync();
        if (Summary.IsGood)
        {
            Directory.Delete(_directory, recursive: true);
        }
        else
        {
            await Console.Error.WriteLineAsync($"The outputs of all processes and the store are in {_directory}.");
        }
    }

    private async Task<ReportMessage> WaitForRestAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset until = TimeProvider.System.GetUtcNow() + RestTime;
        while (true)
        {
            ReportMessage report = await Client.ReadReportAsync(cancellationToken);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (report.Unrest is null && now - report.LastEffectAt >= Quiet)
            {
                return report;
            }

            if (now >= until)
            {
                Fail($"The cluster is not at rest {RestTime} after the last change from outside: {report.Unrest ?? "effects go on"}.");
                return report;
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    private async Task JudgeJournalAsync(CancellationToken cancellationToken)
    {
        await ReadJournalAsync(Journal, cancellationToken);

        // A second look from the beginning verifies every record that is kept.
        var whole = new JournalReading(Cluster);
        await ReadJournalAsync(whole, cancellationToken);
        if (Journal.Open.Count > 0)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"Run {Journal.Open.First()} is still open, in phase {Journal.Phase}."));
        }

        if (Journal.MostOpen > 1)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"{Journal.MostOpen} runs were open at the same time."));
        }

        if (Store.Integrity() is { } damage)
        {
            Fail($"PRAGMA integrity_check says: {damage}");
        }
    }

    private async Task ReadJournalAsync(JournalReading reading, CancellationToken cancellationToken)
    {
        IMirrorStore store = Store.Open();
        try
        {
            await reading.ReadOnAsync(store, cancellationToken);
        }
        finally
        {
            await ((IAsyncDisposable)store).DisposeAsync();
        }
    }

    private string Log(string name) => Path.Combine(_directory, $"{name}.log");
}
