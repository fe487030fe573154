using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Recomputes the scores of a result file from its actions and the recorded loads.</summary>
internal static class ResultVerifier
{
    /// <summary>Verifies a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="data">The folder of recorded loads; null for the one that the file names.</param>
    /// <param name="output">Takes one line per score that differs, and a last one with how many were right.</param>
    /// <returns>True when every score is the same.</returns>
    public static bool Verify(FileInfo file, DirectoryInfo? data, TextWriter output)
    {
        (ResultHeader header, IEnumerable<ResultLine> runs) = ResultFile.Read(file);
        DirectoryInfo folder = data ?? (header.Data is { } named ? new DirectoryInfo(named) : throw new BacktestException(
            $"--data is missing: it names the folder of recorded loads, and '{file.Name}' does not."));
        int scores = 0;
        int wrong = 0;
        foreach (ResultLine run in runs)
        {
            FileInfo trace = TraceFiles.Of(folder, run.Set).FirstOrDefault(f => Path.GetFileNameWithoutExtension(f.Name) == run.Trace)
                ?? throw new BacktestException($"Set '{run.Set}' has no trace '{run.Trace}'.");
            if (run.LeadTime <= TimeSpan.Zero)
            {
                throw new BacktestException($"Set '{run.Set}', trace '{run.Trace}' has a launch time of {run.LeadTime}, which is none.");
            }

            ReplayScenario scenario = ReplayScenario.Create([TraceFiles.Read(trace)], run.Seed, run.Variant);
            LaunchDraws draws = SweepTrace.DrawsOf(scenario.Trace, run.Seed, run.LeadTime);
            foreach (ResultPolicy policy in run.Policies)
            {
                scores++;
                if (Fault(scenario, draws, policy) is { } fault)
                {
                    wrong++;
                    output.WriteLine($"{run.Set} {run.Trace} {VariantNames.Of(run.Variant)} seed {run.Seed}, {policy.Name}: {fault}");
                }
            }
        }

        output.WriteLine($"{scores - wrong} of {scores} scores follow from the actions.");
        return wrong == 0 && scores > 0;
    }

    private static string? Fault(ReplayScenario scenario, LaunchDraws draws, ResultPolicy policy)
    {
        if (ResultFile.Actions(policy) is not { } actions)
        {
            return $"{policy.Actions.Count} numbers make up no whole actions.";
        }

        try
        {
            // The bound is spared events.
            ReplayEvents events = policy.Name == PolicyCatalog.Clairvoyant ? ReplayEvents.None : scenario.Events;
            var recorded = new RecordedPolicy(policy.Name, actions);
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
