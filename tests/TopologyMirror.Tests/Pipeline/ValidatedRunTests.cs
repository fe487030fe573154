using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;
using static TopologyMirror.Tests.Pipeline.ValidatedWorld;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A run that a controller opened before it died validates again what it promotes.</summary>
public sealed class ValidatedRunTests
{
    [Fact]
    public void TickAsync_ControllerDiesBetweenVerdictAndRun_TheNextOneValidatesAgainAndFinishes()
    {
        var world = new ValidatedWorld();
        int calls = 0;
        OpenAndDie(world, Counted);
        int before = calls;
        MirrorPipeline second = world.Builder().AddValidation("app", Counted).Build();
        world.Tick(second, 5, t => t.ClosedRuns.Count > 0);

        calls.ShouldBeGreaterThan(before);
        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.ShouldBeSafe();

        ValueTask<ValidationFinding> Counted(ValidationArguments arguments, CancellationToken token)
        {
            calls++;
            return world.PassAfterAsync(arguments, TimeSpan.FromMilliseconds(500), token);
        }
    }

    [Fact]
    public void TickAsync_RefusedAfterTheControllerDied_AbortsTheRunWithTheSentence()
    {
        var world = new ValidatedWorld();
        OpenAndDie(world, (arguments, _) => ValueTask.FromResult(ValidationFinding.Passed(arguments.Instance.Id)));
        MirrorPipeline second = world.Builder().AddValidation("app", (arguments, _) => ValueTask.FromResult(Refuse(arguments, null))).Build();
        world.Tick(second, 5, t => t.ClosedRuns.Count > 0);

        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.Aborted);
        world.Runs.Single().Reason!.ShouldContain("Check 'app' refuses instance '");
        world.Runs.Single().Reason!.ShouldContain("queue depth is 12 messages, limit 5 messages");
        world.World.Log.Events.ShouldNotContain(e => e.Text.StartsWith("accepted", StringComparison.Ordinal));
    }

    [Fact]
    public void Abort_WhileValidating_TouchesNothingOfLive()
    {
        var world = new ValidatedWorld();
        OpenAndDie(world, (arguments, _) => ValueTask.FromResult(ValidationFinding.Passed(arguments.Instance.Id)));
        MirrorPipeline second = world.Builder().AddValidation("app", (arguments, token) => world.PassAfterAsync(arguments, TimeSpan.FromSeconds(100), token)).Build();
        world.Tick(second, 1, t => t.OpenRun is { Phase: SwitchoverPhase.Validate });
        second.Operator.Abort("ann", "not now");
        world.Tick(second, 2, t => t.ClosedRuns.Count > 0);

        (world.Runs.Single().Outcome, world.Runs.Single().Reason).ShouldBe((SwitchoverOutcome.Aborted, "ann: not now"));
        world.World.Log.Events.ShouldNotContain(e => e.Text.StartsWith("accepted", StringComparison.Ordinal));
        (world.Cluster.Serving(Api), world.Cluster.Serving(Db)).ShouldBe((3, 3));
    }

    /// <summary>An operator's join is opened, and its controller is never heard of again before it has validated.</summary>
    private static void OpenAndDie(ValidatedWorld world, Func<ValidationArguments, CancellationToken, ValueTask<ValidationFinding>> check)
    {
        var journal = new DyingJournal(world.World.Store);
        MirrorPipeline first = world.Builder().AddValidation("app", check).UseStore(journal, world.World.Store, world.World.Store).Build();
        world.Tick(first, 8);
        (Cover(world, Api), Cover(world, Db)).ShouldBe((1, 1));
        first.Operator.Promote("ann", "sale starts");
        journal.DiesAtPhases = true;
        Should.Throw<InvalidOperationException>(() => world.Tick(first)).Message.ShouldBe("gone");
        world.Journal[^1].Kind.ShouldBe(JournalRecordKind.Opened);
    }

    private static int Cover(ValidatedWorld world, ServiceName service) => world.Ticks[^1].Counts.Single(c => c.Service == service).Cover;

    private sealed class DyingJournal(InMemoryStore store) : IOperationJournal
    {
        public bool DiesAtPhases { get; set; }

        public ValueTask<long> AppendAsync(JournalRecord record, CancellationToken cancellationToken) =>
            DiesAtPhases && record.Kind == JournalRecordKind.Entered ? throw new InvalidOperationException("gone") : store.AppendAsync(record, cancellationToken);

        public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(ClusterName cluster, long after, CancellationToken cancellationToken) =>
            store.ReadAsync(cluster, after, cancellationToken);

        public ValueTask<long> FindCheckpointAsync(ClusterName cluster, CancellationToken cancellationToken) => store.FindCheckpointAsync(cluster, cancellationToken);

        public ValueTask<int> CompactAsync(ClusterName cluster, Epoch epoch, long checkpoint, CancellationToken cancellationToken) =>
            store.CompactAsync(cluster, epoch, checkpoint, cancellationToken);
    }
}
