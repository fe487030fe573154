using System.Globalization;
using TopologyMirror.Processes.Hosts;

namespace TopologyMirror.Processes.Runner;

/// <summary>A host on SQLite is killed by SIGKILL at random moments, most of them while a run is open, and started again at once.</summary>
internal static class KillRun
{
    public static async Task<RunSummary> RunAsync(int kills, int seed, CancellationToken cancellationToken)
    {
        await using ProcessRun run = await ProcessRun.StartAsync(
            seed, new ClusterName("shop"), directory => new StoreChoice(Path.Combine(directory, "mirror.db")), cancellationToken);
        ChildProcess host = run.StartHost();
        try
        {
            await run.WaitUntilReadyAsync(host, cancellationToken);
            for (int i = 1; i <= kills; i++)
            {
                await Task.Delay(LifeTime(run.Random), cancellationToken);
                if (host.HasExited)
                {
                    run.Fail(string.Create(CultureInfo.InvariantCulture, $"Before kill {i} the host ended by itself with code {host.ExitCode}."));
                }

                await host.DisposeAsync();
                await run.NotePhaseAsync(cancellationToken);
                host = run.StartHost();
                if (i % 10 == 0)
                {
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{i} of {kills} kills"));
                }
            }

            await run.WaitUntilReadyAsync(host, cancellationToken);
            return await run.EndAsync([host], cancellationToken);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>Often shorter than a run takes, and sometimes shorter than the start of a host; now and then long enough for several.</summary>
    private static TimeSpan LifeTime(Random random) =>
        TimeSpan.FromSeconds(random.NextDouble() < 0.7 ? 0.3 + (2.7 * random.NextDouble()) : 3 + (4 * random.NextDouble()));
}
