using System.Globalization;
using TopologyMirror.Processes.Hosts;
using TopologyMirror.Processes.Provider;

namespace TopologyMirror.Processes.Runner;

/// <summary>Of two hosts on one PostgreSQL the owner is frozen by SIGSTOP beyond its lease; the other takes over; the first wakes and must change nothing.</summary>
internal static class FreezeRun
{
    /// <summary>What a takeover may take beyond lease and tick: a busy machine runs neither process at once.</summary>
    private static readonly TimeSpan Machine = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<RunSummary> RunAsync(int times, int seed, CancellationToken cancellationToken)
    {
        string cluster = string.Create(CultureInfo.InvariantCulture, $"shop-{TimeProvider.System.GetUtcNow().UtcTicks}");
        await using ProcessRun run = await ProcessRun.StartAsync(seed, new ClusterName(cluster), static _ => new StoreChoice(Sqlite: null), cancellationToken);
        ChildProcess[] hosts = [run.StartHost("one")];
        try
        {
            await run.WaitUntilReadyAsync(hosts[0], cancellationToken);
            hosts = [hosts[0], run.StartHost("two")];
            await run.WaitUntilReadyAsync(hosts[1], cancellationToken);
            var takeovers = new List<double>();
            for (int i = 0; i < times; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 + (3 * run.Random.NextDouble())), cancellationToken);
                ChildProcess owner = hosts.MaxBy(h => h.LastLine(HostLog.Owner) ?? DateTimeOffset.MinValue)!;
                takeovers.Add(await FreezeAsync(run, owner, hosts.First(h => h != owner), cancellationToken));
            }

            run.Summary.TakeoverSeconds = [.. takeovers.Order()];
            return await run.EndAsync(hosts, cancellationToken);
        }
        finally
        {
            foreach (ChildProcess host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    private static async Task<double> FreezeAsync(ProcessRun run, ChildProcess owner, ChildProcess other, CancellationToken cancellationToken)
    {
        ReportMessage before = await run.Client.ReadReportAsync(cancellationToken);
        DateTimeOffset asked = TimeProvider.System.GetUtcNow();
        owner.Freeze();
        DateTimeOffset frozen = TimeProvider.System.GetUtcNow();
        await run.NotePhaseAsync(cancellationToken);
        DateTimeOffset taken = await other.WaitForLineAsync(HostLog.Owner, asked, Patience, cancellationToken);
        TimeSpan takeover = taken - frozen;
        if (takeover > MirrorProcess.Lease + MirrorProcess.Tick + Machine)
        {
            run.Fail($"A takeover took {takeover}; lease and tick are {MirrorProcess.Lease + MirrorProcess.Tick}.");
        }

        // From the first effect of the new owner on the provider knows that the old one is over.
        await run.Client.WaitForEpochAsync(before.Epoch + 1, Patience, cancellationToken);
        owner.Thaw();
        await Task.Delay(MirrorProcess.Lease + MirrorProcess.Tick, cancellationToken);
        if (owner.HasExited)
        {
            run.Fail(string.Create(CultureInfo.InvariantCulture, $"The host that was frozen ended with code {owner.ExitCode} when it woke."));
        }

        return Math.Round(takeover.TotalSeconds, 3);
    }
}
