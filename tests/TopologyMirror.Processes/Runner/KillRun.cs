using System.Globalization;
using TopologyMirror.Processes.Hosts;

namespace TopologyMirror.Processes.Runner;

/// <summary>A host on SQLite is killed by SIGKILL at random moments, most of them while a run is open, and started again at once.</summary>
internal static class KillRun
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(2);

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
                await LiveAsync(run, host, cancellationToken);
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

    /// <summary>
    /// Of four lives three end at a random moment after a run was opened, one at a random moment after the start, which may be before the host
    /// has read its journal.
    /// </summary>
    private static async Task LiveAsync(ProcessRun run, ChildProcess host, CancellationToken cancellationToken)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        if (run.Random.NextDouble() < 0.75)
        {
            await run.WaitUntilReadyAsync(host, cancellationToken);
            await host.TryWaitForLineAsync(HostLog.Run, started, LongestWait, cancellationToken);
            await Task.Delay(LongestRun * run.Random.NextDouble(), cancellationToken);
        }
        else
        {
            await Task.Delay(LongestStart * run.Random.NextDouble(), cancellationToken);
        }
    }
}
