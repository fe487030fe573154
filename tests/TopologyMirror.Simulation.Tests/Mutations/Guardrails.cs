using TopologyMirror.Pipeline;
using TopologyMirror.Safety;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>Everything that can be taken away.</summary>
internal static class Guardrails
{
    private const string Reckless = "reckless sequence and planner, forgetful fleet";

    private static readonly Dictionary<int, string?> Kept = [];

    public static IReadOnlyList<Guardrail> All { get; } =
    [
        .. SafetyInvariants.All.Where(static i => i is not (SingleOwnerInvariant or FreshObservationInvariant or ObservedReadinessInvariant or NothingReliedOnInvariant)).Select(static i => Backing(i.Name) is { } behind
            ? new Guardrail($"invariant {i.Number}, {i.Name}", $"{Reckless}; without {behind} behind it", (seed, off) =>
                RecklessWorld.Play(seed, off ? LeftOut.Invariant(i.Name, behind) : LeftOut.Invariant(behind), i.Name))
            : new Guardrail($"invariant {i.Number}, {i.Name}", Reckless, (seed, off) => off ? RecklessWorld.Play(seed, LeftOut.Invariant(i.Name)) : WithAll(seed))),
        new("invariant 8, nothing-relied-on", "a planner that ends instances at random; without serving-capacity behind it", static (seed, off) => RecklessWorld.Play(
            seed, off ? LeftOut.Invariant("nothing-relied-on", "serving-capacity") : LeftOut.Invariant("serving-capacity"), "nothing-relied-on", ending: 0.6)),
        new("invariant 6, single-owner (lease check)", "an owner wakes after its lease; journal and ports know no epochs; without fresh-observation and the wait for late calls behind it", StaleWorld.LeaseCheck),
        new("invariant 10, fresh-observation", "an owner wakes and acts on what it saw before; journal and ports know no epochs; without single-owner and the wait for late calls behind it", StaleWorld.OldLook),
        new("epoch fence of ports", "an owner wakes in the middle of an effect", StaleWorld.FenceOfPorts),
        new("epoch fence of the journal", "an owner wakes in the middle of a journal write", StaleWorld.FenceOfJournal),
        new("remaining lease before a port that cannot fence", "an owner is cut off from its lease, and its calls arrive late; without the wait for late calls behind it", StaleWorld.RemainingLease),
        new("broken glass", "somebody stops the cluster by hand; without the look at the glass before it", StaleWorld.BrokenGlass),
        new("invariant 2, observed-readiness", "somebody changes a candidate by hand once its run is open; without Validate before it", static (seed, off) =>
            ReleaseWorld.Play(seed, BlindSpot.Validation, isBlind: true, off ? LeftOut.Invariant("observed-readiness") : LeftOut.Nothing)),
        new("Validate", "somebody changes a candidate by hand once its run is open; without observed-readiness behind it", static (seed, off) =>
            ReleaseWorld.Play(seed, BlindSpot.Validation, off, LeftOut.Invariant("observed-readiness"))),
        new("VerifyRoute and VerifyShift", "no request reaches the new side", static (seed, off) => ReleaseWorld.Play(seed, BlindSpot.Verification, off)),
        new("alarms in the bake", "the new side alarms once it serves", static (seed, off) => ReleaseWorld.Play(seed, BlindSpot.Alarms, off)),
        new("golden signals in the bake", "requests to the new side fail", static (seed, off) => ReleaseWorld.Play(seed, BlindSpot.Signals, off)),
    ];

    /// <summary>What refuses the same effects: only without it does it show what an invariant is for.</summary>
    private static string? Backing(string invariant) => invariant switch
    {
        "one-digest" => "observed-readiness",
        "watched-first" => "one-digest",
        "non-empty-routing" => "serving-capacity",
        _ => null,
    };

    /// <summary>With every invariant in place the same world serves them all.</summary>
    private static string? WithAll(int seed)
    {
        if (!Kept.TryGetValue(seed, out string? harm))
        {
            Kept[seed] = harm = RecklessWorld.Play(seed, LeftOut.Nothing);
        }

        return harm;
    }
}
