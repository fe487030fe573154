using System.CommandLine;
using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The command <c>replay-capacity</c>: replays traces whose instances carry another load than policies are told.</summary>
internal static class CapacityCommand
{
    private const int Success = 0;
    private const int BadInput = 2;

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of recorded loads: one folder per set, in it CSV files with the columns timestamp,value.",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Sets = new("--set")
    {
        Description = "Sets to replay; may be repeated.",
        DefaultValueFactory = _ => ["cluster-1min"],
    };

    private static readonly Option<string[]> Traces = new("--trace") { Description = "Names of traces, without .csv; may be repeated. Default: all of the sets." };

    private static readonly Option<double[]> Factors = new("--capacity-error")
    {
        Description = "True load per instance at the beginning, as a multiple of what policies are told; may be repeated.",
        DefaultValueFactory = _ => [0.8, 1.2],
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "The seed.", DefaultValueFactory = _ => 1 };

    /// <summary>The command.</summary>
    /// <param name="output">Takes the table, as Markdown.</param>
    /// <param name="error">Takes errors.</param>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("replay-capacity", "Replays recorded loads whose instances carry another, drifting load than policies are told.")
        {
            Data, Sets, Traces, Factors, Seed,
        };
        command.SetAction(line =>
        {
            try
            {
                Replay(line, output);
                return Success;
            }
            catch (Exception e) when (e is BacktestException or InvalidTraceException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(e.Message);
                return BadInput;
            }
        });
        return command;
    }

    private static void Replay(ParseResult line, TextWriter output)
    {
        DirectoryInfo data = line.GetValue(Data) ?? throw new BacktestException("--data is missing: it names the folder of recorded loads.");
        string[] traces = line.GetValue(Traces) ?? [];
        double[] factors = line.GetValue(Factors) ?? [];
        foreach (double bad in factors.Where(f => !(f > 0 && double.IsFinite(f))))
        {
            throw new BacktestException(Text($"--capacity-error {bad} is no positive number."));
        }

        output.WriteLine("| set | trace | true capacity | policy | violations % | violation minutes | shortfall % | paid hours | over % | changes a day | planned, mean error % | ticks refused | invariant violations |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string set, FileInfo file) in (line.GetValue(Sets) ?? []).SelectMany(s => TraceFiles.Of(data, s).Select(f => (s, f))))
        {
            if (traces.Length == 0 || traces.Contains(Path.GetFileNameWithoutExtension(file.Name), StringComparer.Ordinal))
            {
                foreach (double factor in factors)
                {
                    Write(CapacityRun.Of(set, file, factor, line.GetValue(Seed)), output);
                }
            }
        }
    }

    private static void Write(CapacityRun run, TextWriter output)
    {
        foreach (PolicyRun policy in run.Policies)
        {
            ReplayScore s = policy.Score;
            bool learned = string.Equals(policy.Name, CapacityRun.Learned, StringComparison.Ordinal);
            string own = learned ? Text($"{100 * run.LearnedError:0.0} | {string.Join(", ", run.Refused.Select(r => $"{r.Value} {r.Key}"))} | {run.InvariantViolations}") : " | | ";
            output.WriteLine(Text(
                $"| {run.Set} | {run.Trace} | {run.Factor:0.00} | {policy.Name} | {s.ViolationPercent:0.00} | {s.ViolationMinutes:0} | {s.ShortfallPercent:0.00} | {s.PaidHours.Total:0} | {s.OverPercent:0.0} | {s.ChangesPerDay:0} | {own} |"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
