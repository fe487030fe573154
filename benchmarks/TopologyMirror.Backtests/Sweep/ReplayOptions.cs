using System.CommandLine;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The options of the command <c>replay</c>.</summary>
internal static class ReplayOptions
{
    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of recorded loads: one folder per set, in it CSV files with the columns timestamp,value.",
        HelpName = "DIR",
    };

    public static readonly Option<string[]> Sets = new("--set")
    {
        Description = "Sets to replay; several: repeated, or separated by commas.",
        DefaultValueFactory = _ => ["cluster-1min", "requests-1min", "requests-5min", "aws-5min"],
    };

    public static readonly Option<string[]> Variants = new("--events")
    {
        Description = "Event variants, likewise: none, plain, no-capacity, bad-release, step-at-release, dip.",
        DefaultValueFactory = _ => ["none", "plain", "bad-release"],
    };

    public static readonly Option<int[]> Seeds = new("--seed") { Description = "Seeds; may be repeated.", DefaultValueFactory = _ => [1] };

    public static readonly Option<string[]> Policies = new("--policies")
    {
        Description = "Policies to run, likewise: whole names, or beginnings that select all that begin so. Default: all but topologymirror-standing-1.",
        HelpName = "NAMES",
    };

    public static readonly Option<string[]> Risks = new("--risk")
    {
        Description = "Risks that topologymirror is run at besides its default, likewise: shares (0.01) or percentages (1%).",
        HelpName = "RISKS",
    };

    public static readonly Option<string?> LeadTime = new("--lead-time")
    {
        Description = "What every launch takes, for example 10m, 90s or 00:10:00. Default: drawn anew for each, with a median of 10 minutes.",
        HelpName = "TIME",
    };

    public static readonly Option<int> Threads = new("--threads")
    {
        Description = "Traces at a time. Default: one per processor.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Writes one JSON object instead of tables." };

    public static readonly Option<FileInfo?> Svg = new("--svg")
    {
        Description = "File to draw violations against paid hours into.",
        HelpName = "FILE.svg",
    };

    public static readonly Option<FileInfo?> Output = new("--out")
    {
        Description = "File to write the results to: seed, revision, configuration, scores and actions, one JSON object per line.",
        HelpName = "FILE.jsonl",
    };

    public static readonly Option<FileInfo?> Verify = new("--verify")
    {
        Description = "Recomputes every score of a result file from its actions and the recorded loads alone.",
        HelpName = "FILE.jsonl",
    };

    public static readonly Option<bool> Realised = new("--realised-risk")
    {
        Description = "Counts how often load rose above the plan at a requested risk of 1, 5 and 10 %, instead of running policies.",
    };
}
