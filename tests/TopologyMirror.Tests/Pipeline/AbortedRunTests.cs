using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Data;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>
/// An operator's abort in every phase that a Join, a Replace and a ScaleIn go through, in a cluster with two routers, monitoring,
/// slow start, background work and a data set. What serves, writes and works is afterwards what it was before, and nothing is lost.
/// </summary>
public sealed class AbortedRunTests
{
    private static readonly SwitchoverPhase[] Data = [SwitchoverPhase.Quiesce, SwitchoverPhase.CatchUp, SwitchoverPhase.Fence, SwitchoverPhase.PromoteData];

    private static readonly SwitchoverPhase[] Entering = [SwitchoverPhase.Reserve, SwitchoverPhase.Validate, SwitchoverPhase.Arm];

    private static readonly SwitchoverPhase[] Routing = [SwitchoverPhase.Route, SwitchoverPhase.VerifyRoute];

    public static TheoryData<SwitchoverKind, SwitchoverPhase> Phases
    {
        get
        {
            var all = new TheoryData<SwitchoverKind, SwitchoverPhase>();
            Array.ForEach([.. Entering, .. Routing, SwitchoverPhase.Ramp], p => all.Add(SwitchoverKind.Join, p));
            Array.ForEach(
                [.. Entering, .. Data, .. Routing, SwitchoverPhase.Ramp, SwitchoverPhase.Shift, SwitchoverPhase.VerifyShift, SwitchoverPhase.HandOver, SwitchoverPhase.Bake],
                p => all.Add(SwitchoverKind.Replace, p));
            Array.ForEach([SwitchoverPhase.Reserve, .. Data, .. Routing], p => all.Add(SwitchoverKind.ScaleIn, p));
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Abort_InAnyPhase_LeavesWhatServesWritesAndWorksAsItWas(SwitchoverKind kind, SwitchoverPhase at)
    {
        bool shrinks = kind == SwitchoverKind.ScaleIn;
        var world = new WorkWorld(load: m => shrinks && m < 10 ? 35 : 25, reversible: true, web: shrinks ? 4 : 3, before: c => c.AddRouter("edge"));
        string before = string.Empty;
        bool reached = false;
        int fewest = int.MaxValue;
        world.Pipeline = world.Builder("one").Configure(o => o.Switchover.SlowStart = TimeSpan.FromMinutes(2)).DecorateSwitchover(inner => new Rogue(inner, (s, o) =>
        {
            if (s.Plan.Kind != kind)
            {
                return null;
            }

            before = before.Length == 0 ? Standing(world) : before;
            fewest = Math.Min(fewest, world.Cluster.Serving(WorkWorld.Web));
            if (s.Phase != at || reached)
            {
                return null;
            }

            // Looks again at once, so that the order is seen in this very phase.
            reached = true;
            world.Pipeline.Operator.Abort("ann", "not now").IsAccepted.ShouldBeTrue();
            return new SwitchoverAction.Wait(o.Now, "the order");
        })).Build();
        world.Run(async () =>
        {
            await world.TickAsync(5);
            if (shrinks)
            {
                // The youngest leaves first, and it writes.
                world.DataSet!.PlaceWriter(new InstanceId("web-first-0004"));
            }
            else if (kind == SwitchoverKind.Join)
            {
                world.Pipeline.Operator.Promote("ann", "sale").IsAccepted.ShouldBeTrue();
            }
            else
            {
                world.Release();
            }

            await world.TickAsync(60, () => world.Runs.Any(r => r.Plan.Kind == kind));
        });

        reached.ShouldBeTrue();
        SwitchoverState run = world.Runs.Single(r => r.Plan.Kind == kind);
        (run.Reason, run.Reached).ShouldBe(("ann: not now", at));
        // A Join has tried no weight yet at the entry of Route; the others have moved the writer, and that is undone.
        run.Outcome.ShouldBe(at < SwitchoverPhase.Route || (at == SwitchoverPhase.Route && kind == SwitchoverKind.Join) ? SwitchoverOutcome.Aborted : SwitchoverOutcome.RolledBack);

        fewest.ShouldBeGreaterThanOrEqualTo(3);
        Standing(world).ShouldBe(before);
        world.ShouldBeUnharmed();

        // Life goes on: what was aborted by somebody's order is, as a release, not tried again by itself, and leaves no instance behind.
        world.Run(() => world.TickAsync(10));
        if (kind == SwitchoverKind.Replace)
        {
            Standing(world).ShouldBe(before);
            world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == run.Plan.PreviousDigest || i.Digest != run.Plan.Digest);
        }

        world.DataSet!.Observe().ParkedSince.ShouldBeNull();
        world.DataSet.TimedOut.ShouldBe(0);
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Abort_WhileCandidatesAreValidated_StopsTheReleaseBeforeItsRun()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddValidation("app", (arguments, token) => world.PassAfterAsync(
            arguments, arguments.Digest == ValidatedWorld.Second ? TimeSpan.FromSeconds(100) : TimeSpan.Zero, token)).Build();
        ConfigDigest first = world.Cluster.Configuration.Desired;
        world.Tick(pipeline, 8);
        world.Cluster.Configuration.Desired = ValidatedWorld.Second;
        world.Tick(pipeline, 20, _ => world.Shadow.Any(i => i.State == TopologyMirror.Topology.InstanceState.Ready && i.Digest == ValidatedWorld.Second));
        world.Runs.ShouldBeEmpty();
        pipeline.Operator.Abort("ann", "wrong revision").IsAccepted.ShouldBeTrue();
        world.Tick(pipeline, 30);

        (pipeline.Status.RejectedDigest, pipeline.Status.RejectedReason).ShouldBe((ValidatedWorld.Second, "ann: wrong revision. Nothing was executed before."));
        pipeline.Status.LastRefusal.ShouldBeNull();
        world.Runs.ShouldBeEmpty();
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == first);
        (world.Cluster.Serving(ValidatedWorld.Api), world.Cluster.Serving(ValidatedWorld.Db)).ShouldBe((3, 3));
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    /// <summary>What serves at which digest and weight, who writes, and who does the work.</summary>
    private static string Standing(WorkWorld world) => string.Join(", ", [
        .. world.Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => $"{i.Id}@{i.Digest.Abbreviated}"),
        .. world.Cluster.Truth().Routes.SelectMany(t => t.Routes.Where(r => r.Weight > 0).Select(r => $"{t.Router}:{r.Instance}={r.Weight}")),
        .. world.DataSet!.Writers.Select(w => $"writer {w}"),
        .. world.Working(WorkWorld.Jobs).Select(w => $"cron {w}"),
        .. world.Working(WorkWorld.Web).Select(w => $"queue {w}"),
    ]);
}
