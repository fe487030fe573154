using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>An operator's abort of a release in every phase: live runs what it ran, as large as it was, and the digest is not tried again.</summary>
public sealed class AbortTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    public static TheoryData<SwitchoverPhase> Phases => new(Enum.GetValues<SwitchoverPhase>().Where(p => p is not (SwitchoverPhase.Unwind or SwitchoverPhase.Closed)));

    [Theory]
    [MemberData(nameof(Phases))]
    public void Abort_InAnyPhaseOfARelease_LeavesLiveAsItWas(SwitchoverPhase at)
    {
        var world = new PipelineWorld(_ => 25, c => c.Names.Add("shop.example", TimeSpan.FromSeconds(20)), routers: "edge");
        ConfigDigest first = world.Cluster.Configuration.Desired;
        bool reached = false;
        world.Run(async () =>
        {
            MirrorPipeline? pipeline = null;
            pipeline = world.Builder().Configure(o => (o.Switchover.SlowStart, o.Switchover.Bake) = (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4))).DecorateSwitchover(inner => new Tripwire(inner, s =>
            {
                if (s.Phase == at && !reached)
                {
                    reached = true;
                    pipeline!.Operator.Abort("ann", "stop");
                }
            })).Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 40);
            if (reached)
            {
                pipeline.Status.RejectedDigest.ShouldBe(Second);
            }
        });

        if (!reached)
        {
            // A cluster without that part skips the phase.
            world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
            return;
        }

        SwitchoverState run = world.Runs.Single();
        run.Outcome.ShouldBe(at < SwitchoverPhase.Route ? SwitchoverOutcome.Aborted : run.Outcome);
        run.Outcome.ShouldNotBe(SwitchoverOutcome.Committed);
        run.Reason.ShouldBe("ann: stop");
        world.Serving.ShouldBe(3);
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == first);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
