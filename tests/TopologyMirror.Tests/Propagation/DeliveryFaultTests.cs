using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Data;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Propagation;

/// <summary>Lost answers, hung ports and dead controllers: what was begun is finished, once where it has to be once.</summary>
public sealed class DeliveryFaultTests
{
    private static readonly Action<BundleDraft> Whole = DeliveryWorld.With(
        DeliveryWorld.Step("widen", ExecutionStepKind.SchemaExpand), DeliveryWorld.Step("deploy", ExecutionStepKind.Deployment), DeliveryWorld.Step("warm"));

    [Fact]
    public void Answers_Lost_ExecuteNothingTwice()
    {
        var shop = new DeliveryWorld();
        shop.Configuration.Faults = (_, _) => SimulatedCallFault.LosesItsAnswer;
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            shop.Publish("web:2", Whole);
            await shop.World.TickAsync(pipeline, 60, _ => shop.Replaces.Any());
        });
        shop.Replaces.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        shop.Steps.Executions.GroupBy(e => (e.Step, e.Instance)).ShouldAllBe(g => g.Count() == 1);
        (shop.Steps.Count("widen"), shop.Steps.Count("deploy")).ShouldBe((1, 1));
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Step_WhoseResultIsForgotten_SucceedsTwiceAndTheReleaseGoesOn()
    {
        var shop = new DeliveryWorld();
        shop.Steps.Set("warm", new SimulatedStep { Duration = TimeSpan.FromSeconds(40) });
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            shop.Publish("web:2", DeliveryWorld.With(DeliveryWorld.Step("warm")));
            await shop.World.TickAsync(pipeline, 20, _ => shop.Steps.Count("warm") > 0);
            shop.Configuration.ForgetSteps(shop.Steps.Executions[0].Instance);
            await shop.World.TickAsync(pipeline, 60, _ => shop.Replaces.Any());
        });
        shop.Steps.Executions.Count(e => e.Instance == shop.Steps.Executions[0].Instance).ShouldBe(2);
        shop.Replaces.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Theory]
    [InlineData("DeliverAsync", SimulatedCallFault.Hangs)]
    [InlineData("RunStepAsync", SimulatedCallFault.Hangs)]
    [InlineData("ActivateAsync", SimulatedCallFault.Fails)]
    public void Target_BrokenForTheNewRevision_StopsNoSurgeAtLives(string method, SimulatedCallFault fault)
    {
        var shop = new DeliveryWorld(m => m < 14 ? 25 : 45);
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            ConfigurationBundle second = shop.Publish("web:2", Whole);
            shop.Configuration.Faults = (m, i) => m == method && shop.World.Cluster.Fleet.Find(i)?.LaunchDigest == second.Digest ? fault : SimulatedCallFault.None;
            await shop.World.TickAsync(pipeline, 30);
        });
        shop.World.Serving.ShouldBeGreaterThanOrEqualTo(5);
        shop.Serving.ShouldBe([shop.First.Digest]);
        shop.World.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join && r.Outcome == SwitchoverOutcome.Committed);
        pipeline.Status.RejectedReason.ShouldNotBeNull();
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Source_AwayForAWhile_StopsNoSurgeAndTheReleaseFollows(bool hangs)
    {
        var shop = new DeliveryWorld(m => m is >= 14 and < 40 ? 45 : 25);
        var source = new MoodySource(shop.Published, hangs);
        MirrorPipeline pipeline = shop.Builder().UseConfiguration(source, shop.Configuration).Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            source.IsAway = true;
            ConfigurationBundle second = shop.Publish("web:2", Whole);
            await shop.World.TickAsync(pipeline, 20);

            // The cover that stood has joined; what came after it waits for its bytes, and is not ended for that.
            shop.World.Serving.ShouldBe(4);
            shop.Serving.ShouldBe([shop.First.Digest]);
            shop.World.Journal.ShouldNotContain(r => r.Payload.Contains("GivenUp", StringComparison.Ordinal));
            pipeline.Status.LastFault.ShouldNotBeNull().ShouldStartWith("The configuration source did not ");
            source.IsAway = false;
            await shop.World.TickAsync(pipeline, 90, _ => shop.Replaces.Any(r => r.Outcome == SwitchoverOutcome.Committed));
            shop.Serving.ShouldBe([second.Digest]);
        });
        pipeline.Status.LastFault.ShouldBeNull();
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Controller_DiesAtAnyRecordOfAPropagation_IsFollowedByOneThatFinishes(bool beforeTheRecord)
    {
        (DeliveryWorld undisturbed, int from, int to) = Run(int.MaxValue, beforeTheRecord);
        undisturbed.Replaces.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        to.ShouldBeGreaterThan(from + 20);

        for (int record = from + 1; record <= to; record++)
        {
            (DeliveryWorld shop, _, _) = Run(record, beforeTheRecord);
            string at = $"after a crash at record {record}: {undisturbed.World.Journal[record - 1]}";
            shop.Replaces.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed, at);
            shop.Serving.ShouldBe(undisturbed.Serving, at);
            (shop.Steps.Count("widen"), shop.Steps.Count("deploy")).ShouldBe((1, 1), at);
            shop.Steps.Executions.GroupBy(e => (e.Step, e.Instance)).ShouldAllBe(g => g.Count() == 1, at);
            shop.World.Cluster.Watch.Violations.ShouldBeEmpty(at);
        }
    }

    /// <summary>Gives the records between the publication and the opening of the release.</summary>
    private static (DeliveryWorld Shop, int From, int To) Run(int crashAt, bool beforeTheRecord)
    {
        var shop = new DeliveryWorld();
        int from = 0;
        shop.World.Run(async () =>
        {
            CrashingJournal journal = Crashes.Mortal(shop.World, crashAt, beforeTheRecord);
            MirrorPipeline pipeline = shop.Builder().UseStore(journal, shop.World.World.Store, shop.World.World.Store).Build();
            for (int tick = 0; tick < 40; tick++)
            {
                if (tick == 6)
                {
                    from = shop.World.Journal.Count;
                    shop.Publish("web:2", Whole);
                }

                try
                {
                    await shop.World.TickAsync(pipeline);
                }
                catch (CrashException)
                {
                    // Nothing of the first pipeline is disposed: its process is gone.
                    pipeline = shop.Build();
                }
            }
        });
        return (shop, from, shop.World.Journal.ToList().FindIndex(r => r.Kind == JournalRecordKind.Opened) + 1);
    }

    private sealed class MoodySource(IConfigurationSource inner, bool hangs) : IConfigurationSource
    {
        public bool IsAway { get; set; }

        public string Name => inner.Name;

        public PortCapabilities NeededOfTarget => inner.NeededOfTarget;

        public async ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken)
        {
            await MoodAsync(cancellationToken);
            return await inner.ReadDesiredAsync(arguments, cancellationToken);
        }

        public async ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken)
        {
            await MoodAsync(cancellationToken);
            return await inner.FindBundleAsync(cluster, digest, cancellationToken);
        }

        public async ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken)
        {
            await MoodAsync(cancellationToken);
            return await inner.ReadBlobAsync(cluster, blob, cancellationToken);
        }

        private async Task MoodAsync(CancellationToken cancellationToken)
        {
            if (!IsAway)
            {
                return;
            }

            if (!hangs)
            {
                throw new InvalidOperationException("the store of bundles is away");
            }

            var never = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => never.TrySetCanceled(cancellationToken), null);
            await never.Task;
        }
    }
}
