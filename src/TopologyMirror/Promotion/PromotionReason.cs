using System.Globalization;
using TopologyMirror.Capacity;
using TopologyMirror.Metrics;

namespace TopologyMirror.Promotion;

/// <summary>One reason with its numbers; <see cref="ToString"/> makes the sentence. Immutable.</summary>
/// <param name="Code">The reason, for programs.</param>
/// <param name="Service">The service.</param>
/// <param name="Wanted">Instances that were wanted, where there is such a number.</param>
/// <param name="Had">Instances that there were; for a raised ceiling that ceiling.</param>
/// <param name="Metric">The metric that asks for most, where one does.</param>
/// <param name="At">The step that asks for most, the start of the scheduled floor that does, or the time until which is waited; sentences give it in UTC.</param>
public sealed record PromotionReason(
    PromotionReasonCode Code, ServiceName Service, double Wanted, int Had, MetricName? Metric = null, DateTimeOffset? At = null)
{
    /// <summary>The reason in one sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Service}: {Sentence()}.");

    /// <summary>The reason that a reached cap is.</summary>
    /// <param name="cap">The cap.</param>
    internal static PromotionReason Of(ReachedCap cap) => new(CodeOf(cap.Cap), cap.Service, cap.Wanted, cap.Allowed, At: cap.Until);

    /// <summary>The cap that the reason is about; null when it is about none.</summary>
    internal FleetCap? Cap => Code switch
    {
        PromotionReasonCode.ShadowCapReached => FleetCap.ShadowInstances,
        PromotionReasonCode.TotalCapReached => FleetCap.TotalInstances,
        PromotionReasonCode.LaunchCapReached => FleetCap.LaunchesPerHour,
        PromotionReasonCode.BudgetReached => FleetCap.ShadowBudgetPerMonth,
        PromotionReasonCode.OverlapCapReached => FleetCap.OverlapInstances,
        _ => null,
    };

    private static PromotionReasonCode CodeOf(FleetCap cap) => cap switch
    {
        FleetCap.ShadowInstances => PromotionReasonCode.ShadowCapReached,
        FleetCap.TotalInstances => PromotionReasonCode.TotalCapReached,
        FleetCap.LaunchesPerHour => PromotionReasonCode.LaunchCapReached,
        FleetCap.ShadowBudgetPerMonth => PromotionReasonCode.BudgetReached,
        _ => PromotionReasonCode.OverlapCapReached,
    };

    private string Sentence() => Code switch
    {
        PromotionReasonCode.Enough => Invariant($"{Had} live are enough for {Wanted:0.##}"),
        PromotionReasonCode.ObservedLoad => Invariant($"observed {Metric} takes {Wanted:0.##} instances, live are {Had}"),
        PromotionReasonCode.PredictedWithinPromoteLead => Invariant($"{Metric} may take {Wanted:0.##} instances at {At:HH:mm}, live are {Had}"),
        PromotionReasonCode.PredictedAtLaunchLead =>
            Invariant($"{Metric} may take {Wanted:0.##} instances at {At:HH:mm}, live, ready and arriving are {Had}"),
        PromotionReasonCode.NoCoverReady => Invariant($"{Wanted:0.##} are wanted in live, {Had} are live and no cover is ready"),
        PromotionReasonCode.CoverBelowTarget => Invariant($"{Wanted:0} cover is to stand ready, ready and arriving are {Had}"),
        PromotionReasonCode.LowLoad => Invariant($"{Wanted:0.##} are enough now and as far as can be seen, live are {Had}"),
        PromotionReasonCode.FailedInstances => Invariant($"{Wanted:0} live instances have failed"),
        PromotionReasonCode.StabilisationWindow => Invariant($"{Wanted:0.##} may be enough, live are {Had}; the window ends at {At:HH:mm}"),
        PromotionReasonCode.RecentDrop => Invariant($"load has dropped to {Wanted:0.##} with {Had} live; no scale-in before {At:HH:mm}"),
        PromotionReasonCode.StaleLoad => Invariant($"the newest load is missing or older than its limit; {Had} live are kept"),
        PromotionReasonCode.CandidatesArriving => Invariant($"{Wanted:0} candidates are to be ready for the release, {Had} are"),
        PromotionReasonCode.LiveTooSmallForBake when Metric is null =>
            Invariant($"a floor of {Wanted:0} is scheduled from {At:yyyy-MM-dd HH:mm}, live are {Had}: the release waits"),
        PromotionReasonCode.LiveTooSmallForBake => Invariant($"{Metric} may take {Wanted:0.##} instances at {At:HH:mm}, live are {Had}: the release waits"),
        PromotionReasonCode.NoRoomForRelease => Invariant($"the release takes room in the fleet for {Wanted:0} candidates, or for 1 in waves, and there is room for {Had}"),
        PromotionReasonCode.ReleaseReady => Invariant($"{Had} candidates are ready for the release, {Wanted:0} are enough"),
        PromotionReasonCode.DriftedInstances => Invariant($"{Wanted:0} of {Had} live run another configuration than live and are replaced"),
        PromotionReasonCode.DriftWaits => Invariant($"{Wanted:0} live run another configuration than live and wait to be replaced, ready cover is {Had}"),
        PromotionReasonCode.ReleaseHeld => Invariant($"{Had} candidates are ready, and an operator holds releases"),
        PromotionReasonCode.RunOpen => "a run is open",
        PromotionReasonCode.BelowFloor => Invariant($"{Had} live are below the floor of {Wanted:0}"),
        PromotionReasonCode.ScheduledFloor => Invariant($"a floor of {Wanted:0} is scheduled from {At:yyyy-MM-dd HH:mm}, live are {Had}"),
        PromotionReasonCode.CeilingRaised => Invariant($"{Metric} may take {Wanted:0.##} instances at {At:HH:mm}, and the ceiling is raised to {Had}"),
        PromotionReasonCode.CeilingReached => Invariant($"{Metric} may take {Wanted:0.##} instances at {At:HH:mm}, and the ceiling of {Had} holds"),
        PromotionReasonCode.ShadowCapReached => Invariant($"{Wanted:0} are wanted in the shadow, and the cap allows {Had}"),
        PromotionReasonCode.TotalCapReached => Invariant($"{Wanted:0} instances are wanted in all, and the cap allows {Had}"),
        PromotionReasonCode.LaunchCapReached when At is null => Invariant($"{Wanted:0} launches are wanted, and the cap per hour allows none at any time"),
        PromotionReasonCode.LaunchCapReached => Invariant($"{Wanted:0} launches are wanted, and the cap per hour allows {Had} from {At:HH:mm} on"),
        PromotionReasonCode.BudgetReached =>
            Invariant($"the shadow has cost {Wanted:0.##} this month, and its budget leaves {Had} instances in it until {At:yyyy-MM-dd}"),
        PromotionReasonCode.OverlapCapReached => Invariant($"the release takes {Wanted:0} candidates, and the cap on its overlap allows {Had}"),
        PromotionReasonCode.BackingOff => Invariant($"runs have failed in a row; the next one starts no earlier than {At:HH:mm}"),
        _ => "nothing serves yet",
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
