namespace TopologyMirror.Backtests.Realised;

/// <summary>How often a plan was exceeded at one risk.</summary>
/// <param name="Risk">The risk that was asked for.</param>
/// <param name="Windows">Windows that there was a plan for.</param>
/// <param name="Events">Windows with a tick whose load was above the planned capacity, a real number.</param>
/// <param name="IntegerEvents">Windows with a tick that needed more than the planned instances, a whole number.</param>
/// <param name="Unplanned">Windows without a plan, since there was no forecast; they count in nothing else.</param>
internal readonly record struct RealisedTally(double Risk, int Windows, int Events, int IntegerEvents, int Unplanned)
{
    /// <summary>Both together.</summary>
    /// <param name="other">One at the same risk.</param>
    public RealisedTally Plus(RealisedTally other) => new(
        Risk, Windows + other.Windows, Events + other.Events, IntegerEvents + other.IntegerEvents, Unplanned + other.Unplanned);
}
