using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Data;

/// <summary>Background work follows the side that owns it, whatever the gate does.</summary>
public sealed class WorkHandOverTests
{
    private readonly WorkWorld _world = new();

    [Fact]
    public void Tick_LiveFromTheBeginning_WorksAndTheShadowDoesNot()
    {
        _world.Run(() => _world.TickAsync(5));

        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.Working(WorkWorld.Jobs).Length.ShouldBe(1);
        _world.Cluster.Fleet.Instances.Count.ShouldBeGreaterThan(5);
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void Tick_Replace_HandsOverBeforeTheBakeAndEndsNothingThatWorks()
    {
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            await _world.ReplaceAsync();
            await _world.TickAsync(10);
        });

        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.Working(WorkWorld.Jobs).Single().ShouldBeOneOf(Live(WorkWorld.Jobs));
        LogIndex("works", after: LogIndex("has stopped")).ShouldBeGreaterThan(0);
        _world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == _world.Cluster.Configuration.Desired);
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void Tick_BadRelease_HandsWorkBack()
    {
        InstanceId[] before = [];
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            before = _world.Working(WorkWorld.Jobs);
            _world.Cluster.Monitoring.FailWhenServing(new ConfigDigest(2.ToString("x64", null)), TimeSpan.FromSeconds(75));
            await _world.ReplaceAsync();
            await _world.TickAsync(5);
        });

        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        _world.Replace.Reached.ShouldBe(SwitchoverPhase.Bake);
        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.Working(WorkWorld.Jobs).ShouldBe(before);
        _world.Cron!.Ticks.Select(t => t.Instance).Distinct().Count().ShouldBe(2);
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void HandOver_OldSideNeverStops_GoesBackAndTheOldSideWorksOn()
    {
        InstanceId owner = default;
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            owner = _world.Working(WorkWorld.Jobs).Single();
            _world.Cluster.WorkGate!.NeverStop(owner);
            await _world.ReplaceAsync();
            await _world.TickAsync(3);
        });

        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        _world.Replace.Reason.ShouldBe($"Waited 00:02:00 for instance '{owner}' to stop its work.");
        _world.Working(WorkWorld.Jobs).ShouldBe([owner]);
        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void HandOver_GateSaysYesAndDoesNot_GoesBack()
    {
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            _world.Cluster.WorkGate!.Faults.Forget("Activate");
            await _world.ReplaceAsync();
            _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
            _world.Replace.Reason!.ShouldContain("to work");
            _world.Working(WorkWorld.Jobs).ShouldBeEmpty();

            // Later ticks go on asking.
            _world.Cluster.WorkGate!.Faults.Forget("Activate", 0);
            await _world.TickAsync(2);
        });

        _world.Working(WorkWorld.Jobs).Length.ShouldBe(1);
        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.ShouldBeUnharmed();
    }

    [Theory]
    [InlineData("Activate", false)]
    [InlineData("Activate", true)]
    [InlineData("Passivate", false)]
    [InlineData("Passivate", true)]
    public void HandOver_GateFailsOnce_IsAskedAgain(string call, bool refuses)
    {
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            if (refuses)
            {
                _world.Cluster.WorkGate!.Faults.Refuse(call, 2, "busy");
            }
            else
            {
                _world.Cluster.WorkGate!.Faults.Forget(call, 2);
            }

            await _world.ReplaceAsync();
        });

        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        _world.Working(WorkWorld.Jobs).Length.ShouldBe(1);
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void Unwind_NewSideNeverStops_IsNeitherDoubledNorEnded()
    {
        InstanceId stuck = default;
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            _world.Cluster.Monitoring.FailWhenServing(new ConfigDigest(2.ToString("x64", null)), TimeSpan.FromSeconds(100));
            _world.Release();
            await _world.TickAsync(30, () => _world.Pipeline.Status.OpenRun?.Phase == SwitchoverPhase.Bake);
            stuck = _world.Working(WorkWorld.Jobs).Single();
            _world.Cluster.WorkGate!.NeverStop(stuck);
            await _world.TickAsync(20, () => _world.Runs.Any(r => r.Outcome == SwitchoverOutcome.RolledBack));
            await _world.TickAsync(10);
        });

        // One instance alone: it is the wrong one, and nobody may work beside it.
        _world.Working(WorkWorld.Jobs).ShouldBe([stuck]);
        _world.Cluster.Fleet.Find(stuck).ShouldNotBeNull();
        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.ShouldBeUnharmed();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_OwnerIsLost_TheNextOneBeginsOnceTheLeaseIsOver(bool withoutATrace)
    {
        DateTimeOffset lost = default;
        InstanceId owner = default;
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            owner = _world.Working(WorkWorld.Jobs).Single();
            lost = _world.World.Now;
            if (withoutATrace)
            {
                _world.Cluster.Fleet.Lose(owner);
            }
            else
            {
                _world.Cluster.Fleet.Find(owner)!.Fail();
            }

            await _world.TickAsync(8);
            _world.Working(WorkWorld.Jobs).Single().ShouldNotBe(owner);
        });

        // What is partitioned works on until its lease ends; what died stopped at once.
        IEnumerable<(DateTimeOffset At, InstanceId Instance)> after = _world.Cron!.Ticks.Where(t => t.At > lost);
        after.Where(t => t.Instance == owner).Select(t => t.At).DefaultIfEmpty(lost).Max().ShouldBeInRange(
            lost + TimeSpan.FromSeconds(withoutATrace ? 25 : 0), lost + TimeSpan.FromSeconds(withoutATrace ? 31 : 1));
        _world.Cron.LongestGap.ShouldBeLessThan(TimeSpan.FromMinutes(6));
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void Tick_KeptUnstarted_StartsNothingOnTheShadow()
    {
        MirrorPipeline pipeline = _world.Builder("other").Configure(o => o.Services["web"].KeepUnstarted = true).Build();
        _world.Run(async () =>
        {
            for (int minute = 3; minute < 8; minute++)
            {
                await _world.World.WaitUntilAsync(_world.World.Start.AddMinutes(minute));
                await pipeline.TickAsync(CancellationToken.None);
            }
        });

        _world.Working(WorkWorld.Web).ShouldBe(Live(WorkWorld.Web));
        _world.Cluster.Fleet.Instances.Count(i => i.Service == WorkWorld.Web).ShouldBe(4);
        _world.Cluster.WorkGate!.Truth().Instances.Where(w => w.Service == WorkWorld.Web).Count(w => w.MayWork).ShouldBe(3);
        _world.Cluster.WorkGate.Started.ShouldBe(Live(WorkWorld.Web));
    }

    [Theory]
    [InlineData(WorkKind.Shared)]
    [InlineData(WorkKind.Singleton)]
    public void Faults_WorkWithoutAGate_NamesBoth(WorkKind kind)
    {
        PipelineWorld plain = PipelineWorld.Steady();
        plain.Builder().AddService("web", s => s.Work = kind).Faults().ShouldBe([
            $"Service 'web' of cluster 'shop' declares {kind} work, and the cluster has no work gate; call UseWorkGate or a provider's Use method."]);
    }

    [Fact]
    public void Faults_KeptUnstarted_NeedsWorkAndAGateThatStarts()
    {
        PipelineWorld plain = PipelineWorld.Steady();
        plain.Builder().AddService("web", s => s.KeepUnstarted = true).UseWorkGate(new TopologyMirror.Hosting.WorkSwitchGate(plain.Cluster.Name, plain.World.Time)).Faults().ShouldBe([
            "ServiceOptions.KeepUnstarted (True) of service 'web' needs ServiceOptions.Work, which is None.",
            "Service 'web' of cluster 'shop' is kept unstarted and needs StartsWork of the work gate, which 'work-switches' cannot do (it can do: None)."]);
    }

    [Fact]
    public void Abort_InHandOver_GoesBack()
    {
        InstanceId owner = default;
        _world.Run(async () =>
        {
            await _world.TickAsync(3);
            owner = _world.Working(WorkWorld.Jobs).Single();
            _world.Cluster.WorkGate!.NeverStop(owner);
            _world.Release();
            await _world.TickAsync(30, () => _world.Pipeline.Status.OpenRun?.Phase == SwitchoverPhase.HandOver);
            _world.Pipeline.Operator.Abort("ann", "not now");
            await _world.TickAsync(3, () => _world.Runs.Count > 0);
        });

        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        _world.Replace.Reason.ShouldBe("ann: not now");
        _world.Working(WorkWorld.Jobs).ShouldBe([owner]);
        _world.ShouldBeUnharmed();
    }

    /// <summary>Before and after every record of work that changes hands: the intents, the results, the phase and the one that follows.</summary>
    [Fact]
    public void Tick_ControllerDiesWhileWorkChangesHands_TheNextOneFinishesIt()
    {
        JournalRecord[] records = [.. Release(_world, null, before: false).World.Store.Read(_world.Cluster.Name, 0)];
        int first = records.First(r => r.Payload.Contains("\"HandOver\"", StringComparison.Ordinal)) is var entered ? (int)entered.Sequence : 0;
        int last = (int)records.Last(r => r.Payload.Contains("Work\"", StringComparison.Ordinal)).Sequence + 1;
        last.ShouldBeGreaterThanOrEqualTo(first + 8);
        for (int record = first; record <= last; record++)
        {
            foreach (bool before in new[] { true, false })
            {
                WorkWorld world = Release(new WorkWorld(), record, before);
                world.Journal.Crashes.ShouldBe(1, $"record {record}");
                world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Replace && r.Outcome == SwitchoverOutcome.Committed, $"record {record}");
                world.Working(WorkWorld.Jobs).Length.ShouldBe(1, $"record {record}");
                world.Cron!.LongestGap.ShouldBeLessThan(TimeSpan.FromSeconds(90), $"record {record}");
                world.ShouldBeUnharmed();
            }
        }
    }

    private static WorkWorld Release(WorkWorld world, int? crashAt, bool before)
    {
        world.Journal.IsBeforeTheRecord = before;
        world.Journal.At = _ => world.Journal.Appended == crashAt;
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.Release();
            await world.TickAsync(14);
        });
        return world;
    }

    private InstanceId[] Live(ServiceName service) => [.. _world.Cluster.Fleet.Instances.Where(i => i.Service == service && i.IsServing).Select(i => i.Id)];

    private int LogIndex(string text, int after = 0) =>
        _world.World.Log.Events.ToList().FindIndex(after, e => e.Component == "shop/work" && e.Text.Contains(text, StringComparison.Ordinal));
}
