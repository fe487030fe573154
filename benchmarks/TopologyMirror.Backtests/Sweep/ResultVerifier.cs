using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Recomputes the scores of a result file from its actions and the recorded loads.</summary>
internal static class ResultVerifier
{
    /// <summary>Verifies a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">The folder of recorded loads.</param>
    /// <param name="output">Takes one line per score that differs, and a last one with how many were right.</param>
    /// <returns>True when every score is the same.</returns>
    public static bool Verify(FileInfo file, DirectoryInfo data, TextWriter output)
    {
        int scores = 0;
        int wrong = 0;
        foreach (ResultLine run in File.ReadLines(file.FullName).Skip(1).Select(ResultFile.Parse))
        {
            FileInfo trace = TraceFiles.Of(data, run.Set).FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.Name) == run.Trace)
                ?? throw new BacktestException($"Set '{run.Set}' has no trace '{run.Trace}'.");
            ReplayScenario scenario = ReplayScenario.Create([TraceFiles.Read(trace)], run.Seed, run.Variant);
            LaunchDraws draws = LaunchDraws.Seeded(run.Seed, scenario.Trace.Name);
            foreach (ResultPolicy policy in run.Policies)
            {
                scores++;
                if (Fault(scenario, draws, policy) is { } fault)
                {
                    wrong++;
                    output.WriteLine($"{run.Set} {run.Trace} {run.Variant} seed {run.Seed}, {policy.Name}: {fault}");
                }
            }
        }

        output.WriteLine($"{scores - wrong} of {scores} scores follow from the actions.");
        return wrong == 0 && scores > 0;
    }

    private static string? Fault(ReplayScenario scenario, LaunchDraws draws, ResultPolicy policy)
    {
        try
        {
            // The bound was run without events, and has no releases to show.
            ReplayEvents events = policy.Releases.Count == 0 ? ReplayEvents.None : scenario.Events;
            var recorded = new RecordedPolicy(policy.Name, ResultFile.Actions(policy));
            ReplayResult result = ReplayRunner.Run(scenario.Trace, recorded, draws, events);
            return !result.Actions.SequenceEqual(recorded.Actions) ? "not all of its actions take place."
                : result.Score != policy.Score ? $"{result.Score} follows, {policy.Score} stands there."
                : !result.Releases.SequenceEqual(policy.Releases) ? "its releases are others."
                : null;
        }
        catch (Exception e) when (e is InvalidReplayActionException or ArgumentException)
        {
            return e.Message;
        }
    }
}
