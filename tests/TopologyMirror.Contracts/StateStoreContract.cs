using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IStateStore"/> must do.</summary>
public static class StateStoreContract
{
    private const string Key = "forecast/requests";

    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="isDurable">True when what was written is there after the store was opened anew.</param>
    public static ContractSuite For(FixtureScope<IStoreFixture> scope, bool isDurable) =>
        new SuiteBuilder<IStoreFixture>(nameof(IStateStore), scope)
            .Add(TryReadAsync_NothingWritten_IsNull)
            .Add(TryReadAsync_Written_GivesTheBytes)
            .Add(TryReadAsync_NoBytesWritten_IsEmptyAndNotNull)
            .Add(TryReadAsync_ManyBytes_GivesThemAll)
            .Add(WriteAsync_Again_Replaces)
            .Add(WriteAsync_OtherKeyOrCluster_LeavesTheFirst)
            .AddWhen(isDurable, TryReadAsync_Reopened_GivesTheBytes)
            .Build();

    private static async Task TryReadAsync_NothingWritten_IsNull(IStoreFixture f, CancellationToken token) =>
        Expect.That(await f.State.TryReadAsync(f.Cluster, Key, token) is null, "Bytes were read that nobody wrote.");

    private static async Task TryReadAsync_Written_GivesTheBytes(IStoreFixture f, CancellationToken token)
    {
        byte[] value = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await f.State.WriteAsync(f.Cluster, Key, value, token);
        await IsAsync(f, Key, value, token);
    }

    private static async Task TryReadAsync_NoBytesWritten_IsEmptyAndNotNull(IStoreFixture f, CancellationToken token)
    {
        await f.State.WriteAsync(f.Cluster, Key, [], token);
        await IsAsync(f, Key, [], token);
    }

    private static async Task TryReadAsync_ManyBytes_GivesThemAll(IStoreFixture f, CancellationToken token)
    {
        byte[] value = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 31))];
        await f.State.WriteAsync(f.Cluster, Key, value, token);
        await IsAsync(f, Key, value, token);
    }

    private static async Task WriteAsync_Again_Replaces(IStoreFixture f, CancellationToken token)
    {
        await f.State.WriteAsync(f.Cluster, Key, [1, 2, 3], token);
        await f.State.WriteAsync(f.Cluster, Key, [4], token);
        await IsAsync(f, Key, [4], token);
    }

    private static async Task WriteAsync_OtherKeyOrCluster_LeavesTheFirst(IStoreFixture f, CancellationToken token)
    {
        await f.State.WriteAsync(f.Cluster, Key, [1], token);
        await f.State.WriteAsync(f.Cluster, Key + "/more", [2], token);
        await f.State.WriteAsync(f.OtherCluster, Key, [3], token);
        await IsAsync(f, Key, [1], token);
        await IsAsync(f, Key + "/more", [2], token);
    }

    private static async Task TryReadAsync_Reopened_GivesTheBytes(IStoreFixture f, CancellationToken token)
    {
        await f.State.WriteAsync(f.Cluster, Key, [1, 2], token);
        await f.ReopenAsync(token);
        await IsAsync(f, Key, [1, 2], token);
    }

    private static async Task IsAsync(IStoreFixture f, string key, byte[] value, CancellationToken token)
    {
        byte[]? read = await f.State.TryReadAsync(f.Cluster, key, token);
        Expect.That(
            read is not null && read.AsSpan().SequenceEqual(value),
            $"Under '{key}' {value.Length} bytes were written, and {(read is null ? "null" : $"{read.Length} others")} were read.");
    }
}
