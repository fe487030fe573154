using TopologyMirror.Durability;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Durability;

/// <summary>What the contract suites do not say: how the parts of one store hang together.</summary>
public sealed class InMemoryStoreTests
{
    private static readonly ClusterName Shop = new("shop");

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private readonly InMemoryStore _store = new(new SimulationWorld(1, DateTimeOffset.UnixEpoch).Time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JournalRecord Record(Epoch epoch) =>
        new() { Cluster = Shop, Time = DateTimeOffset.UnixEpoch, Epoch = epoch, Kind = JournalRecordKind.Intent };

    [Fact]
    public async Task AppendAsync_LeasePassedOn_RefusesTheOldOwnerBeforeTheNewOneWrites()
    {
        LeaseGrant old = (await _store.TryAcquireAsync(Shop, "a", Duration, Token)).ShouldNotBeNull();
        await _store.AppendAsync(Record(old.Epoch), Token);
        await _store.ReleaseAsync(old, Token);
        LeaseGrant current = (await _store.TryAcquireAsync(Shop, "b", Duration, Token)).ShouldNotBeNull();

        StaleEpochException refusal = await Should.ThrowAsync<StaleEpochException>(async () => await _store.AppendAsync(Record(old.Epoch), Token));
        refusal.Current.ShouldBe(current.Epoch);
        refusal.Message.ShouldBe("Cluster 'shop' is owned under epoch 2; a write under epoch 1 was refused.");
        (await _store.AppendAsync(Record(current.Epoch), Token)).ShouldBe(2);
    }

    [Fact]
    public async Task TryAcquireAsync_JournalKnowsAHigherEpoch_GoesAboveIt()
    {
        await _store.AppendAsync(Record(new Epoch(41)), Token);
        (await _store.TryAcquireAsync(Shop, "a", Duration, Token)).ShouldNotBeNull().Epoch.ShouldBe(new Epoch(42));
    }

    [Fact]
    public async Task TryAcquireAsync_SameOwnerAgain_RaisesTheEpoch()
    {
        LeaseGrant first = (await _store.TryAcquireAsync(Shop, "a", Duration, Token)).ShouldNotBeNull();
        LeaseGrant second = (await _store.TryAcquireAsync(Shop, "a", Duration, Token)).ShouldNotBeNull();

        second.Epoch.ShouldBe(first.Epoch.Next);
        (await _store.TryRenewAsync(first, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Read_WhileMoreIsWritten_KeepsWhatWasRead()
    {
        await _store.AppendAsync(Record(new Epoch(1)), Token);
        IReadOnlyList<JournalRecord> read = _store.Read(Shop, 0);
        await _store.AppendAsync(Record(new Epoch(1)), Token);

        read.Count.ShouldBe(1);
        _store.Read(Shop, 1).Single().Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task TryAcquireAsync_NoOwnerOrNoDuration_Throws()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await _store.TryAcquireAsync(Shop, string.Empty, Duration, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await _store.TryAcquireAsync(Shop, "a", TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Call_Cancelled_ChangesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(async () => await _store.AppendAsync(Record(new Epoch(1)), cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () => await _store.TryAcquireAsync(Shop, "a", Duration, cancelled));
        await Should.ThrowAsync<OperationCanceledException>(async () => await _store.WriteAsync(Shop, "key", [1], cancelled));

        _store.Read(Shop, 0).ShouldBeEmpty();
        (await _store.TryReadAsync(Shop, "key", Token)).ShouldBeNull();
        (await _store.TryAcquireAsync(Shop, "b", Duration, Token)).ShouldNotBeNull();
    }
}
