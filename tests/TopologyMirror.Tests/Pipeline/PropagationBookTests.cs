using System.Text.Json;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Safety;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>What the journal says of revisions on their way is the same fold in operation and after a crash.</summary>
public sealed class PropagationBookTests
{
    private static readonly InstanceId One = new("web-1");

    private static readonly InstanceId Two = new("web-2");

    private static ConfigDigest Digest(char digit) => new(new string(digit, ConfigDigest.Length));

    private static JournalRecord Record<T>(JournalRecordKind kind, long run, T payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => new()
    {
        Sequence = run, Cluster = TestWorld.Shop, Time = TestWorld.Noon.AddMinutes(run), Epoch = new Epoch(1), Kind = kind, Run = new RunId(run), Step = 1, Attempt = 1,
        Payload = JsonSerializer.Serialize(payload, type),
    };

    private static JournalRecord Intent(long run, ProposedEffectKind kind, InstanceId instance, string? step = null) => Record(
        JournalRecordKind.Intent,
        run,
        new EffectPayload(kind, "target", "why", Instances: [instance], Digest: kind == ProposedEffectKind.Terminate ? null : Digest('2'), Step: step),
        JournalPayloads.Default.EffectPayload);

    private static JournalRecord Result(long run, EffectOutcomeKind outcome, string? detail = null) =>
        Record(JournalRecordKind.Result, run, new ResultPayload(outcome, detail), JournalPayloads.Default.ResultPayload);

    private static PropagationBook Fold(params JournalRecord[] records) => records.Aggregate(PropagationBook.Empty, static (b, r) => b.Apply(r));

    [Fact]
    public void Apply_AttemptsAtOneThing_AreCountedWithTheirKeysAndTheNewestFailure()
    {
        PropagationAttempts attempts = Fold(
            Intent(1, ProposedEffectKind.RunStep, One, "warm"),
            Result(1, EffectOutcomeKind.Unknown, "no answer"),
            Intent(2, ProposedEffectKind.RunStep, Two, "warm"),
            Intent(3, ProposedEffectKind.RunStep, One, "warm"),
            Result(3, EffectOutcomeKind.Failed, "refused")).Attempts[0];
        attempts.Keys.ShouldBe(["shop/r1/s1/a1", "shop/r3/s1/a1"]);
        (attempts.Instance, attempts.LastAt, attempts.Failure).ShouldBe((One, TestWorld.Noon.AddMinutes(3), "refused"));
    }

    [Fact]
    public void Apply_InstanceEnded_ForgetsItsAttempts()
    {
        JournalRecord[] begun = [Intent(1, ProposedEffectKind.Deliver, One), Intent(2, ProposedEffectKind.Deliver, Two)];
        Fold([.. begun, Intent(3, ProposedEffectKind.Terminate, One)]).Attempts.ShouldHaveSingleItem().Instance.ShouldBe(Two);
        Fold([.. begun, Record(JournalRecordKind.Settled, 3, new SettledPayload([Two]), JournalPayloads.Default.SettledPayload)])
            .Attempts.ShouldHaveSingleItem().Instance.ShouldBe(One);
        Fold([.. begun, Record(JournalRecordKind.Command, 3, new CommandPayload(OperatorCommandKind.Resume, "ann", "test"), JournalPayloads.Default.CommandPayload)])
            .Attempts.ShouldBeEmpty();
    }

    [Fact]
    public void Apply_ContractBegun_ClosesTheWayBackToWhatLiveRanBefore()
    {
        PropagationBook released = PropagationBook.Empty.Replaced(Digest('1'), Digest('0'), TestWorld.Noon).Replaced(Digest('2'), Digest('1'), TestWorld.Noon.AddHours(1));
        released.Lineage.ShouldBe([Digest('0'), Digest('1'), Digest('2')]);
        released.NoWayBack.ShouldBeEmpty();
        released.Apply(Intent(9, ProposedEffectKind.RunStep, One, "warm")).NoWayBack.ShouldBeEmpty();
        released.Apply(Intent(9, ProposedEffectKind.RunContract, One, "narrow")).NoWayBack.Keys.ShouldBe([Digest('0'), Digest('1')]);
    }

    [Fact]
    public void Replaced_BackToAnEarlierDigest_ForgetsWhatCameAfterIt()
    {
        PropagationBook back = PropagationBook.Empty.Replaced(Digest('1'), Digest('0'), TestWorld.Noon).Replaced(Digest('0'), Digest('1'), TestWorld.Noon.AddHours(1));
        (back.Lineage.ShouldHaveSingleItem(), back.ReleasedAt).ShouldBe((Digest('0'), TestWorld.Noon.AddHours(1)));
    }
}
