using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IConfigurationTarget"/> must do.</summary>
public static partial class ConfigurationTargetContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IConfigurationFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool readsBack = declared.Capabilities.HasFlag(PortCapabilities.DigestReadBack);
        bool delivers = declared.Capabilities.HasFlag(PortCapabilities.Delivery);
        bool captures = delivers && declared.Capabilities.HasFlag(PortCapabilities.Capture);
        return new SuiteBuilder<IConfigurationFixture>(nameof(IConfigurationTarget), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ReadAsync_NoInstances_IsEmpty)
            .Add(ReadAsync_Unknown_IsLeftOut)
            .AddWhen(readsBack, ReadAsync_Running_GivesWhatTheyRun)
            .AddWhen(readsBack, ReadAsync_Silent_IsLeftOut)
            .AddWhen(readsBack, ReadAsync_OtherDesired_StillGivesWhatTheyRun)
            .AddWhen(delivers, ReadAsync_Bare_ReportsNoDigest)
            .AddWhen(delivers, DeliverAsync_Bare_HoldsTheBlobsAndStillRunsNothing)
            .AddWhen(delivers, DeliverAsync_Accepted_ReturnsBeforeItHasEnded)
            .AddWhen(delivers, DeliverAsync_SomeNamed_PullsOnlyThose)
            .AddWhen(delivers, DeliverAsync_OtherBytes_AreNotHeld)
            .AddWhen(delivers, DeliverAsync_ReaderFails_EndsWithoutTheBlobs)
            .AddWhen(delivers, DeliverAsync_AfterOtherBytes_HoldsTheRightOnes)
            .AddWhen(delivers && declared.Fencing == Fencing.Atomic, DeliverAsync_StaleEpoch_IsRefused)
            .AddWhen(delivers, RunStepAsync_Succeeding_ReportsKeyAndEnd)
            .AddWhen(delivers, RunStepAsync_Failing_ReportsItsExitCode)
            .AddWhen(delivers, RunStepAsync_Hanging_IsEndedAtTheInstance)
            .AddWhen(delivers, RunStepAsync_SameKey_ExecutesOnce)
            .AddWhen(delivers, RunStepAsync_OtherKeyWhileItRuns_IsTheSameExecution)
            .AddWhen(delivers, RunStepAsync_OtherKeyAfterItsEnd_ExecutesAgain)
            .AddWhen(delivers, RunStepAsync_Secret_IsRedacted)
            .AddWhen(delivers, RunStepAsync_LongOutput_KeepsItsEnd)
            .AddWhen(delivers, ActivateAsync_Delivered_RunsIt)
            .AddWhen(delivers, ActivateAsync_NotDelivered_RunsNothing)
            .AddWhen(captures, CaptureAsync_Activated_GivesWhatWasDelivered)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IConfigurationFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Target.Description);
        return Task.CompletedTask;
    }

    private static async Task ReadAsync_NoInstances_IsEmpty(IConfigurationFixture f, CancellationToken token) =>
        Expect.Empty(await f.Target.ReadAsync(f.Cluster, [], token));

    private static async Task ReadAsync_Unknown_IsLeftOut(IConfigurationFixture f, CancellationToken token) =>
        Expect.Empty(await f.Target.ReadAsync(f.Cluster, [new InstanceId("no-such-instance")], token));

    private static async Task ReadAsync_Running_GivesWhatTheyRun(IConfigurationFixture f, CancellationToken token) =>
        RunDesired(f, await f.Target.ReadAsync(f.Cluster, f.Running, token));

    private static async Task ReadAsync_Silent_IsLeftOut(IConfigurationFixture f, CancellationToken token) =>
        RunDesired(f, await f.Target.ReadAsync(f.Cluster, [.. f.Running.Append(f.Silent).Order()], token));

    private static async Task ReadAsync_OtherDesired_StillGivesWhatTheyRun(IConfigurationFixture f, CancellationToken token)
    {
        await f.PublishAsync(f.Other, token);
        RunDesired(f, await f.Target.ReadAsync(f.Cluster, f.Running, token));
    }

    private static async Task ReadAsync_Bare_ReportsNoDigest(IConfigurationFixture f, CancellationToken token) =>
        Expect.Equal(null, (await ReportAsync(f, token)).Digest);

    private static void RunDesired(IConfigurationFixture f, IReadOnlyDictionary<InstanceId, InstanceReport> read)
    {
        Expect.SameItems(f.Running, read.Keys.Order());
        Expect.That(
            read.Values.All(r => r.Digest == f.Desired), $"The instances run {f.Desired}, and [{string.Join(", ", read.Values.Select(r => r.Digest))}] was read.");
    }

    private static async Task<InstanceReport> ReportAsync(IConfigurationFixture f, CancellationToken token)
    {
        IReadOnlyDictionary<InstanceId, InstanceReport> read = await f.Target.ReadAsync(f.Cluster, [f.Bare], token);
        Expect.That(read.ContainsKey(f.Bare), $"Instance '{f.Bare}' gave no answer.");
        return read[f.Bare];
    }
}
