namespace TopologyMirror.Switchover;

/// <summary>The phases that a run goes through, in order: those that it does not need are left out here, not by a flag elsewhere. Pure.</summary>
public static class SwitchoverSequence
{
    /// <summary>The phases of a run from its opening to its point of no return.</summary>
    /// <param name="plan">What the run is to do.</param>
    public static IEnumerable<SwitchoverPhase> Of(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        yield return SwitchoverPhase.Reserve;
        if (plan.Promote.Count > 0)
        {
            yield return SwitchoverPhase.Validate;
            yield return SwitchoverPhase.Arm;
        }

        if (plan.Writers.Count > 0)
        {
            yield return SwitchoverPhase.Quiesce;
            yield return SwitchoverPhase.CatchUp;
            yield return SwitchoverPhase.Fence;
            yield return SwitchoverPhase.PromoteData;
        }

        yield return SwitchoverPhase.Route;
        yield return SwitchoverPhase.VerifyRoute;
        if (plan.SlowStart > TimeSpan.Zero && plan.Promote.Count > 0)
        {
            yield return SwitchoverPhase.Ramp;
        }

        if (plan.Kind == SwitchoverKind.Replace)
        {
            yield return SwitchoverPhase.Shift;
            yield return SwitchoverPhase.VerifyShift;
            if (plan.Work.Count > 0)
            {
                yield return SwitchoverPhase.HandOver;
            }

            yield return SwitchoverPhase.Bake;
        }
    }

    /// <summary>The phase that follows: phases are numbered in their order, also those that this run does not need. Null when the run is done.</summary>
    /// <param name="phase">The phase that is done.</param>
    /// <param name="plan">What the run is to do.</param>
    public static SwitchoverPhase? After(SwitchoverPhase phase, RunPlan plan) =>
        Of(plan).Where(p => p > phase).Select(static p => (SwitchoverPhase?)p).FirstOrDefault();
}
