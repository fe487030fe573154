namespace TopologyMirror.Backtests.Realised;

/// <summary>Requested against realised risk of a set.</summary>
internal sealed record RealisedRow
{
    /// <summary>The set; <c>all</c> for all of them.</summary>
    public required string Set { get; init; }

    /// <summary>Traces.</summary>
    public required int Traces { get; init; }

    /// <summary>The risk that was asked for, in percent.</summary>
    public required double RequestedPercent { get; init; }

    /// <summary>Windows that there was a plan for.</summary>
    public required int Windows { get; init; }

    /// <summary>Windows in which load rose above the planned capacity.</summary>
    public required int Events { get; init; }

    /// <summary>Those in percent; null without a window.</summary>
    public required double? RealisedPercent { get; init; }

    /// <summary>Realised less requested, in percentage points; null without a window.</summary>
    public required double? DifferencePoints { get; init; }

    /// <summary>Windows that needed more than the planned instances.</summary>
    public required int IntegerEvents { get; init; }

    /// <summary>Those in percent; null without a window.</summary>
    public required double? IntegerPercent { get; init; }

    /// <summary>Windows without a plan.</summary>
    public required int Unplanned { get; init; }

    /// <summary>Pools traces.</summary>
    /// <param name="set">The set.</param>
    /// <param name="tallies">One per trace, at the same risk.</param>
    public static RealisedRow Of(string set, IReadOnlyList<RealisedTally> tallies)
    {
        RealisedTally sum = tallies.Aggregate((a, b) => a.Plus(b));
        double requested = Math.Round(100 * sum.Risk, 6);
        double? realised = sum.Windows > 0 ? 100.0 * sum.Events / sum.Windows : null;
        return new RealisedRow
        {
            Set = set,
            Traces = tallies.Count,
            RequestedPercent = requested,
            Windows = sum.Windows,
            Events = sum.Events,
            RealisedPercent = realised,
            DifferencePoints = realised - requested,
            IntegerEvents = sum.IntegerEvents,
            IntegerPercent = sum.Windows > 0 ? 100.0 * sum.IntegerEvents / sum.Windows : null,
            Unplanned = sum.Unplanned,
        };
    }
}
