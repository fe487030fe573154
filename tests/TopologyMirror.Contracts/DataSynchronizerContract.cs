using TopologyMirror.Data;
using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IDataSynchronizer"/> must do.</summary>
public static class DataSynchronizerContract
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IDataSynchronizerFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return new SuiteBuilder<IDataSynchronizerFixture>(nameof(IDataSynchronizer), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_UnderWrites_ShowsOneWriterAndIsStamped)
            .Add(QuiesceAsync_UnderWrites_AcknowledgesNothingUntilReleased)
            .Add(QuiesceAsync_NotReleased_LetsGoByItself)
            .Add(FenceAsync_Writer_WritesNoMore)
            .Add(PromoteAsync_AfterTheFence_WritesAlone)
            .AddWhen(declared.Capabilities.HasFlag(PortCapabilities.Reversible), ReverseAsync_FormerWriter_CatchesUp)
            .AddWhen(declared.Fencing == Fencing.Atomic, EveryEffect_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IDataSynchronizerFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Data.Description);
        return Task.CompletedTask;
    }

    private static async Task ObserveAsync_UnderWrites_ShowsOneWriterAndIsStamped(IDataSynchronizerFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        DataSnapshot snapshot = await f.Data.ObserveAsync(f.Cluster, token);
        Expect.Stamped(f, asked, snapshot.ObservedAt);
        DataSetState data = await Async(f, token);
        Expect.SameItems([f.Writer], data.Writers);
        long before = data.Acknowledged;
        await UntilAsync(f, d => d.Acknowledged > before && d.Replica(f.Replica)?.Applied > before, "writes are acknowledged, and the replica applies them", token);
    }

    private static async Task QuiesceAsync_UnderWrites_AcknowledgesNothingUntilReleased(IDataSynchronizerFixture f, CancellationToken token)
    {
        await ParkAsync(f, token);
        long parked = (await Async(f, token)).Acknowledged;
        await f.PassTimeAsync(Quiet / 4, token);
        Expect.Equal(parked, (await Async(f, token)).Acknowledged);
        Expect.That((await Async(f, token)).HoldsAll(f.Replica), "The replica has not caught up while writes were parked.");
        await f.Data.ReleaseAsync(new ReleaseArguments(Effects.Key(f, 2), Effects.Current, f.DataSet), token);
        await UntilAsync(f, d => d.ParkedSince is null && d.Acknowledged > parked, "released writes are acknowledged", token);
    }

    private static async Task QuiesceAsync_NotReleased_LetsGoByItself(IDataSynchronizerFixture f, CancellationToken token)
    {
        await ParkAsync(f, token);
        long parked = (await Async(f, token)).Acknowledged;
        await f.PassTimeAsync(Quiet, token);
        await UntilAsync(f, d => d.ParkedSince is null && d.Acknowledged > parked, "parked writes go by themselves", token);
    }

    private static async Task FenceAsync_Writer_WritesNoMore(IDataSynchronizerFixture f, CancellationToken token)
    {
        await FenceAsync(f, token);
        long fenced = (await Async(f, token)).Acknowledged;
        await f.PassTimeAsync(Quiet / 4, token);
        Expect.Equal(fenced, (await Async(f, token)).Acknowledged);
        await UntilAsync(f, d => d.HoldsAll(f.Replica), "the replica reads on from a fenced writer", token);
    }

    private static async Task PromoteAsync_AfterTheFence_WritesAlone(IDataSynchronizerFixture f, CancellationToken token)
    {
        await PromoteAsync(f, token);
        DataSetState data = await Async(f, token);
        Expect.SameItems([f.Replica], data.Writers);
        long before = data.Acknowledged;
        await UntilAsync(f, d => d.Acknowledged > before, "the promoted replica acknowledges writes", token);
        Expect.SameItems([f.Replica], (await Async(f, token)).Writers);
    }

    private static async Task ReverseAsync_FormerWriter_CatchesUp(IDataSynchronizerFixture f, CancellationToken token)
    {
        await PromoteAsync(f, token);
        await f.Data.ReverseAsync(new ReplicaArguments(Effects.Key(f, 5), Effects.Current, f.DataSet, f.Writer), token);
        await UntilAsync(f, d => d.ReverseTo == f.Writer, "the reverse path is up", token);
        long before = (await Async(f, token)).Acknowledged;
        await UntilAsync(f, d => d.Acknowledged > before && d.Replica(f.Writer)?.Applied > before, "the former writer applies what the new one acknowledges", token);
        Expect.SameItems([f.Replica], (await Async(f, token)).Writers);
    }

    private static async Task EveryEffect_StaleEpoch_IsRefused(IDataSynchronizerFixture f, CancellationToken token)
    {
        await ParkAsync(f, token);
        var replica = new ReplicaArguments(Effects.Key(f, 2), Effects.Stale, f.DataSet, f.Writer);
        await Refused(() => f.Data.QuiesceAsync(new QuiesceArguments(Effects.Key(f, 2), Effects.Stale, f.DataSet, f.Time.GetUtcNow() + Quiet), token));
        await Refused(() => f.Data.ReleaseAsync(new ReleaseArguments(Effects.Key(f, 2), Effects.Stale, f.DataSet), token));
        await Refused(() => f.Data.FenceAsync(replica, token));
        await Refused(() => f.Data.PromoteAsync(replica with { Instance = f.Replica }, token));
        Expect.SameItems([f.Writer], (await Async(f, token)).Writers);

        static Task Refused(Func<ValueTask> call) => Expect.ThrowsAsync<StaleEpochException>(call, "An effect under a stale epoch");
    }

    private static async Task ParkAsync(IDataSynchronizerFixture f, CancellationToken token)
    {
        await f.Data.QuiesceAsync(new QuiesceArguments(Effects.Key(f, 1), Effects.Current, f.DataSet, f.Time.GetUtcNow() + Quiet), token);
        await UntilAsync(f, d => d.IsParked(f.Time.GetUtcNow()), "writes are parked", token);
    }

    private static async Task FenceAsync(IDataSynchronizerFixture f, CancellationToken token)
    {
        var arguments = new ReplicaArguments(Effects.Key(f, 3), Effects.Current, f.DataSet, f.Writer);
        await f.Data.FenceAsync(arguments, token);
        await f.Data.FenceAsync(arguments, token);
        await UntilAsync(f, d => d.Fenced.Contains(f.Writer) && d.Writers.Count == 0, "the writer is fenced", token);
    }

    private static async Task PromoteAsync(IDataSynchronizerFixture f, CancellationToken token)
    {
        await FenceAsync(f, token);
        await UntilAsync(f, d => d.HoldsAll(f.Replica), "the replica holds everything", token);
        await f.Data.PromoteAsync(new ReplicaArguments(Effects.Key(f, 4), Effects.Current, f.DataSet, f.Replica), token);
        await UntilAsync(f, d => d.Writer == f.Replica && !d.Fenced.Contains(f.Replica), "the replica writes", token);
    }

    private static async ValueTask<DataSetState> Async(IDataSynchronizerFixture f, CancellationToken token)
    {
        DataSetState? data = (await f.Data.ObserveAsync(f.Cluster, token)).Find(f.DataSet);
        Expect.That(data is not null, $"Data set '{f.DataSet}' is not observed.");
        return data!;
    }

    private static Task UntilAsync(IDataSynchronizerFixture f, Func<DataSetState, bool> condition, string what, CancellationToken token) =>
        Expect.EventuallyAsync(f, async () => condition(await Async(f, token)), what, token);
}
