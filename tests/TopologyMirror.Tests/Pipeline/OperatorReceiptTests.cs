using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Whoever asks for what cannot be done is told so, in one sentence, with the names and values in it.</summary>
public sealed class OperatorReceiptTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static readonly (string Actor, string Reason)[] Incomplete = [("", "why"), (" ", "why"), ("ann", ""), ("ann", "\t")];

    [Fact]
    public void Commands_WithoutActorOrReason_AreRefused()
    {
        ClusterOperator shop = PipelineWorld.Steady().Build().Operator;
        foreach ((string actor, string reason) in Incomplete)
        {
            OperatorReceipt[] receipts =
            [
                shop.Promote(actor, reason), shop.Pause(actor, reason), shop.Resume(actor, reason), shop.Hold(actor, reason), shop.Release(actor, reason),
                shop.Abort(actor, reason), shop.Rollback(actor, reason),
            ];
            receipts.ShouldAllBe(r => !r.IsAccepted && r.Refusal == "A command needs an actor and a reason.");
        }
    }

    [Fact]
    public void Hold_Twice_IsRefusedAtOnceAndAfterTheTick()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            pipeline.Operator.Hold("ann", "freeze").IsAccepted.ShouldBeTrue();
            const string refusal = "Cluster 'shop' is held already, by ann since 2026-01-01 12:0";
            Refused(pipeline.Operator.Hold("bob", "me too")).ShouldStartWith(refusal);
            await world.TickAsync(pipeline);
            Refused(pipeline.Operator.Hold("bob", "me too")).ShouldStartWith(refusal);
            Refused(pipeline.Operator.Hold("bob", "me too")).ShouldEndWith("Z: freeze");
        });
    }

    [Fact]
    public void Release_WithoutAHold_IsRefused()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            Refused(pipeline.Operator.Release("ann")).ShouldBe("Cluster 'shop' is not held: there is nothing to release.");
            pipeline.Operator.Hold("ann", "freeze");
            pipeline.Operator.Release("ann").IsAccepted.ShouldBeTrue();
            Refused(pipeline.Operator.Release("ann")).ShouldBe("Cluster 'shop' is not held: there is nothing to release.");
            await world.TickAsync(pipeline);
            pipeline.Status.IsHeld.ShouldBeFalse();
        });
    }

    [Fact]
    public void Pause_Twice_IsRefusedNamingTheFirst()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            pipeline.Operator.Pause("ann", "game day");
            Refused(pipeline.Operator.Pause("bob", "lunch")).ShouldStartWith("Cluster 'shop' is paused already, by ann since ");
        });
    }

    [Fact]
    public void Commands_WithNothingToActOn_AreRefused()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            Refused(pipeline.Operator.Abort("ann", "stop")).ShouldBe("Cluster 'shop' has no open run and no release under way that could be aborted.");
            Refused(pipeline.Operator.Rollback("ann", "back")).ShouldBe("Cluster 'shop' has no committed join or release that could be undone.");
            Refused(pipeline.Operator.Promote("ann", "go", new ServiceName("db"))).ShouldBe("Cluster 'shop' has no service 'db'; it has: web.");
        });
    }

    [Fact]
    public void Promote_WhileARunIsOpen_NamesTheRun()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, t => t.OpenRun is not null);
            string refusal = $"Run {world.Ticks[^1].OpenRun!.Plan.Run} of cluster 'shop' is open: wait for its end, or abort it.";
            Refused(pipeline.Operator.Promote("ann", "go")).ShouldBe(refusal);
            Refused(pipeline.Operator.Rollback("ann", "back")).ShouldBe(refusal);
        });
    }

    [Fact]
    public void Promote_TwiceBeforeATick_IsRefusedOnce()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            pipeline.Operator.Promote("ann", "go").IsAccepted.ShouldBeTrue();
            Refused(pipeline.Operator.Promote("bob", "go")).ShouldBe("Another command opens a run of cluster 'shop' in the same tick.");
        });
    }

    [Fact]
    public void Promote_WithoutReadyCover_IsRefusedByTheTickAndShownInTheStatus()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            await world.TickAsync(pipeline);
            pipeline.Operator.Promote("ann", "go").IsAccepted.ShouldBeTrue();
            await world.TickAsync(pipeline);
            OperatorRefusal refusal = pipeline.Status.LastRefusal.ShouldNotBeNull();
            (refusal.Command, refusal.Actor, refusal.Reason)
                .ShouldBe((OperatorCommandKind.Promote, "ann", "Cluster 'shop' has no ready cover below its ceiling that could be promoted."));
        });
    }

    [Fact]
    public void Commands_InObserve_SayThatTheModeIssuesNoEffect()
    {
        ClusterOperator shop = PipelineWorld.Steady().Build(ControlMode.Observe).Operator;
        const string refusal = "Cluster 'shop' runs in mode Observe, which issues no effect.";
        new[] { shop.Promote("ann", "go"), shop.Abort("ann", "stop"), shop.Rollback("ann", "back") }.Select(Refused).ShouldAllBe(r => r == refusal);
        shop.Hold("ann", "freeze").IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Pause_AtAStandby_IsCarriedOutByTheOwner()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline standby = world.Build(owner: "two");
            MirrorPipeline owner = world.Build();
            await world.TickAsync(owner);
            await world.TickAsync(standby);
            string key = standby.Operator.Pause("ann", "game day").Key.ShouldNotBeNull();
            (await standby.Operator.FindAsync(key)).ShouldNotBeNull().Answer.ShouldBeNull();
            await world.TickAsync(owner);
            owner.Status.Pause.ShouldNotBeNull().Actor.ShouldBe("ann");
            CommandAnswer answer = (await standby.Operator.FindAsync(key)).ShouldNotBeNull().Answer.ShouldNotBeNull();
            (answer.IsAccepted, answer.Detail).ShouldBe((true, null));
        });
    }

    private static string Refused(OperatorReceipt receipt)
    {
        receipt.IsAccepted.ShouldBeFalse();
        return receipt.Refusal.ShouldNotBeNull();
    }
}
