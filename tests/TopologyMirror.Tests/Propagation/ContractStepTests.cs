using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Propagation;

/// <summary>A schema is narrowed in a run of its own, once no way back needs the old form.</summary>
public sealed class ContractStepTests
{
    private readonly DeliveryWorld _shop = new();

    private static Action<BundleDraft> Migrates => DeliveryWorld.With(
        DeliveryWorld.Step("widen", ExecutionStepKind.SchemaExpand),
        DeliveryWorld.Step("narrow", ExecutionStepKind.SchemaContract, after: "widen"),
        DeliveryWorld.Step("tidy", ExecutionStepKind.SchemaContract, after: "narrow"));

    private MirrorPipeline Build() => _shop.Build(o => o.Propagation.ContractDelay = TimeSpan.FromMinutes(30));

    private async Task<ConfigurationBundle> ReleaseAsync(MirrorPipeline pipeline)
    {
        await _shop.World.TickAsync(pipeline, 5);
        ConfigurationBundle second = _shop.Publish("web:2", Migrates);
        await _shop.World.TickAsync(pipeline, 60, _ => _shop.Replaces.Any());
        _shop.Serving.ShouldBe([second.Digest]);
        return second;
    }

    [Fact]
    public void Contract_AfterItsDelay_RunsOnceInOrderAndClosesTheWayBack()
    {
        MirrorPipeline pipeline = Build();
        _shop.World.Run(async () =>
        {
            ConfigurationBundle second = await ReleaseAsync(pipeline);
            await _shop.World.TickAsync(pipeline, 25);
            _shop.Steps.Count("narrow").ShouldBe(0);
            await _shop.World.TickAsync(pipeline, 20);
            _shop.Steps.Executions.Select(e => e.Step).ShouldBe(["widen", "narrow", "tidy"]);

            // The way back is refused by name, and nothing is launched for it.
            int launches = _shop.World.Cluster.Fleet.Launches;
            _shop.Published.Restore(_shop.World.Cluster.Name, _shop.First.Digest);
            await _shop.World.TickAsync(pipeline, 20);
            _shop.Serving.ShouldBe([second.Digest]);
            _shop.World.Cluster.Fleet.Launches.ShouldBe(launches);
            pipeline.Status.RejectedDigest.ShouldBe(_shop.First.Digest);
            pipeline.Status.RejectedReason.ShouldNotBeNull().ShouldBe(
                $"No way leads back to {_shop.First.Digest}: a contract step of {second.Digest} has begun since, and may have taken away what it needs.");

            // What is newer goes on.
            ConfigurationBundle third = _shop.Publish("web:3");
            await _shop.World.TickAsync(pipeline, 60, _ => _shop.Replaces.Count() == 2);
            _shop.Serving.ShouldBe([third.Digest]);
        });
        _shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
        _shop.World.ShouldHaveJournaledEveryEffect();
    }

    [Fact]
    public void Contract_WhileTheWayBackIsWanted_DoesNotRun()
    {
        MirrorPipeline pipeline = Build();
        _shop.World.Run(async () =>
        {
            await ReleaseAsync(pipeline);
            _shop.Published.Restore(_shop.World.Cluster.Name, _shop.First.Digest);
            await _shop.World.TickAsync(pipeline, 90);
            _shop.Serving.ShouldBe([_shop.First.Digest]);
        });
        _shop.Steps.Count("narrow").ShouldBe(0);
    }

    [Fact]
    public void Contract_Fails_IsReportedAndNothingIsUndoneUntilResumed()
    {
        _shop.Steps.Set("narrow", new SimulatedStep { ExitCode = 9, Output = "table is locked" });
        MirrorPipeline pipeline = Build();
        _shop.World.Run(async () =>
        {
            ConfigurationBundle second = await ReleaseAsync(pipeline);
            await _shop.World.TickAsync(pipeline, 60);
            _shop.Serving.ShouldBe([second.Digest]);
            _shop.Steps.Count("narrow").ShouldBe(1);
            _shop.Steps.Count("tidy").ShouldBe(0);
            pipeline.Status.ContractFailure.ShouldNotBeNull().ShouldMatch("failed with exit code 9. Done before: widen on web-[0-9]+. Its output ended with: table is locked");
            pipeline.Status.RejectedDigest.ShouldBeNull();

            _shop.Steps.Set("narrow", new SimulatedStep());
            pipeline.Operator.Resume("ann", "the lock is gone");
            await _shop.World.TickAsync(pipeline, 10);
            _shop.Steps.Count("tidy").ShouldBe(1);
        });
        pipeline.Status.ContractFailure.ShouldBeNull();
        _shop.World.Journal.Count(r => r.Kind == JournalRecordKind.Executed).ShouldBe(4);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void NotDue_AtTheEndOfTheDelay_ChangesThen(int seconds, bool isDue)
    {
        ConfigurationBundle bundle = _shop.Publish("web:2", Migrates);
        DateTimeOffset released = _shop.World.World.Now;
        var state = new ContractState { Bundle = bundle, Desired = bundle.Digest, ReleasedAt = released, IsChanging = false, Routable = [bundle.Digest] };
        DateTimeOffset now = released.AddHours(24).AddSeconds(seconds);
        (ContractRule.NotDue(state, now, TimeSpan.FromHours(24)) is null).ShouldBe(isDue);

        // Every other condition alone keeps it back.
        ContractRule.NotDue(state with { ReleasedAt = null }, now, TimeSpan.Zero).ShouldBe("it was not released by a Replace");
        ContractRule.NotDue(state with { IsChanging = true }, now, TimeSpan.Zero).ShouldBe("a run is open, or what it retired is not gone");
        ContractRule.NotDue(state with { Desired = _shop.First.Digest }, now, TimeSpan.Zero).ShouldBe("another revision is desired");
        ContractRule.NotDue(state with { Routable = [_shop.First.Digest, bundle.Digest] }, now, TimeSpan.Zero).ShouldBe("an instance of another revision could get requests");
        ContractRule.NotDue(state with { Failure = "x" }, now, TimeSpan.Zero).ShouldBe("a contract step failed before");
    }
}
