using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>What is to be replayed.</summary>
internal sealed record SweepSettings
{
    /// <summary>The folder of recorded loads.</summary>
    public required DirectoryInfo Data { get; init; }

    /// <summary>The sets.</summary>
    public required string[] Sets { get; init; }

    /// <summary>The event variants.</summary>
    public required ReplayEventVariant[] Variants { get; init; }

    /// <summary>The seeds.</summary>
    public required int[] Seeds { get; init; }

    /// <summary>Names of policies; empty for the usual ones.</summary>
    public required string[] Policies { get; init; }

    /// <summary>Risks besides the usual ones.</summary>
    public required double[] Risks { get; init; }

    /// <summary>How long every launch takes; null for drawn times.</summary>
    public TimeSpan? LeadTime { get; init; }

    /// <summary>Traces at a time.</summary>
    public required int Threads { get; init; }

    /// <summary>The traces of the sets, set by set.</summary>
    public IEnumerable<(string Set, FileInfo File)> Files() => Sets.SelectMany(s => TraceFiles.Of(Data, s).Select(f => (s, f)));
}
