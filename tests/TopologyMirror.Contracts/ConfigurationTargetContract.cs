using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IConfigurationTarget"/> must do.</summary>
public static class ConfigurationTargetContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IConfigurationFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool readsBack = declared.Capabilities.HasFlag(PortCapabilities.DigestReadBack);
        return new SuiteBuilder<IConfigurationFixture>(nameof(IConfigurationTarget), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ReadDigestsAsync_NoInstances_IsEmpty)
            .Add(ReadDigestsAsync_Unknown_IsLeftOut)
            .AddWhen(readsBack, ReadDigestsAsync_Running_GivesWhatTheyRun)
            .AddWhen(readsBack, ReadDigestsAsync_Silent_IsLeftOut)
            .AddWhen(readsBack, ReadDigestsAsync_OtherDesired_StillGivesWhatTheyRun)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IConfigurationFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Target.Description);
        return Task.CompletedTask;
    }

    private static async Task ReadDigestsAsync_NoInstances_IsEmpty(IConfigurationFixture f, CancellationToken token) =>
        Expect.Empty(await f.Target.ReadDigestsAsync(f.Cluster, [], token));

    private static async Task ReadDigestsAsync_Unknown_IsLeftOut(IConfigurationFixture f, CancellationToken token) =>
        Expect.Empty(await f.Target.ReadDigestsAsync(f.Cluster, [new InstanceId("no-such-instance")], token));

    private static async Task ReadDigestsAsync_Running_GivesWhatTheyRun(IConfigurationFixture f, CancellationToken token) =>
        RunDesired(f, await f.Target.ReadDigestsAsync(f.Cluster, f.Running, token));

    private static async Task ReadDigestsAsync_Silent_IsLeftOut(IConfigurationFixture f, CancellationToken token) =>
        RunDesired(f, await f.Target.ReadDigestsAsync(f.Cluster, [.. f.Running.Append(f.Silent).Order()], token));

    private static async Task ReadDigestsAsync_OtherDesired_StillGivesWhatTheyRun(IConfigurationFixture f, CancellationToken token)
    {
        await f.PublishAsync(f.Other, token);
        RunDesired(f, await f.Target.ReadDigestsAsync(f.Cluster, f.Running, token));
    }

    private static void RunDesired(IConfigurationFixture f, IReadOnlyDictionary<InstanceId, ConfigDigest> read)
    {
        Expect.SameItems(f.Running, read.Keys.Order());
        Expect.That(read.Values.All(d => d == f.Desired), $"The instances run {f.Desired}, and [{string.Join(", ", read.Values)}] was read.");
    }
}
