using TopologyMirror.Durability;
using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>The cases of targets that deliver.</summary>
public static partial class ConfigurationTargetContract
{
    private static async Task DeliverAsync_Bare_HoldsTheBlobsAndStillRunsNothing(IConfigurationFixture f, CancellationToken token)
    {
        await DeliverAsync(f, token);
        InstanceReport report = await ReportAsync(f, token);
        Expect.SameItems(f.Revision.Bundle.Blobs, report.Blobs.Intersect(f.Revision.Bundle.Blobs).Order());
        Expect.Equal(null, report.Digest);
        Expect.Equal(null, report.Delivering);
    }

    private static async Task DeliverAsync_Accepted_ReturnsBeforeItHasEnded(IConfigurationFixture f, CancellationToken token)
    {
        var gate = new TaskCompletionSource();
        await f.Target.DeliverAsync(
            Delivery(f, 1, async (blob, _) =>
            {
                await gate.Task;
                return f.Revision.Blobs[blob];
            }),
            token);
        Expect.Equal(f.Revision.Bundle.Digest, (await ReportAsync(f, token)).Delivering);
        gate.SetResult();
        await EndedAsync(f, token);
    }

    private static async Task DeliverAsync_SomeNamed_PullsOnlyThose(IConfigurationFixture f, CancellationToken token)
    {
        var pulled = new List<BlobDigest>();
        BlobDigest one = f.Revision.Bundle.Blobs.First();
        await f.Target.DeliverAsync(
            Delivery(f, 1, (blob, _) =>
            {
                pulled.Add(blob);
                return ValueTask.FromResult(f.Revision.Blobs[blob]);
            }) with
            { Missing = [one] },
            token);
        await EndedAsync(f, token);
        Expect.SameItems([one], pulled.Distinct());
    }

    private static async Task DeliverAsync_OtherBytes_AreNotHeld(IConfigurationFixture f, CancellationToken token)
    {
        await f.Target.DeliverAsync(Delivery(f, 1, static (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[] { 1, 2, 3 })), token);
        await EndedAsync(f, token);
        Expect.Empty((await ReportAsync(f, token)).Blobs.Intersect(f.Revision.Bundle.Blobs).ToArray());
    }

    private static async Task DeliverAsync_ReaderFails_EndsWithoutTheBlobs(IConfigurationFixture f, CancellationToken token)
    {
        await f.Target.DeliverAsync(Delivery(f, 1, static (_, _) => throw new ContractViolationException("the source is away")), token);
        await EndedAsync(f, token);
        Expect.Empty((await ReportAsync(f, token)).Blobs.Intersect(f.Revision.Bundle.Blobs).ToArray());
    }

    private static async Task DeliverAsync_AfterOtherBytes_HoldsTheRightOnes(IConfigurationFixture f, CancellationToken token)
    {
        await DeliverAsync_OtherBytes_AreNotHeld(f, token);
        await f.Target.DeliverAsync(Delivery(f, 2, Read(f)), token);
        await Expect.EventuallyAsync(
            f, async () => f.Revision.Bundle.Blobs.All((await ReportAsync(f, token)).Blobs.Contains), "The right bytes are held", token);
    }

    private static async Task DeliverAsync_StaleEpoch_IsRefused(IConfigurationFixture f, CancellationToken token)
    {
        await f.Target.DeliverAsync(Delivery(f, 1, Read(f)), token);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Target.DeliverAsync(Delivery(f, 2, Read(f)) with { Epoch = Effects.Stale }, token), "A delivery of a lower epoch");
    }

    private static async Task ActivateAsync_Delivered_RunsIt(IConfigurationFixture f, CancellationToken token) => await ActivatedAsync(f, token);

    private static async Task ActivateAsync_NotDelivered_RunsNothing(IConfigurationFixture f, CancellationToken token)
    {
        try
        {
            await f.Target.ActivateAsync(Activation(f), token);
        }
        catch (Exception e) when (e is TopologyMirrorException or InvalidOperationException)
        {
            // It may say so, or let the read-back say so.
        }

        await f.PassTimeAsync(f.Patience / 2, token);
        Expect.Equal(null, (await ReportAsync(f, token)).Digest);
    }

    private static async Task CaptureAsync_Activated_GivesWhatWasDelivered(IConfigurationFixture f, CancellationToken token)
    {
        await ActivatedAsync(f, token);
        CapturedRevision captured = await f.Target.CaptureAsync(f.Cluster, f.Bare, token);
        Expect.Equal(f.Revision.Bundle.Digest, captured.Bundle.Digest);
        Expect.SameItems(f.Revision.Bundle.Blobs, captured.Blobs.Keys.Order());
        Expect.That(captured.Blobs.All(b => BlobDigest.Of(b.Value.Span) == b.Key), "A captured blob has other bytes than its digest names.");
    }

    private static async Task ActivatedAsync(IConfigurationFixture f, CancellationToken token)
    {
        await DeliverAsync(f, token);
        await f.Target.ActivateAsync(Activation(f), token);
        await Expect.EventuallyAsync(
            f, async () => (await ReportAsync(f, token)).Digest == f.Revision.Bundle.Digest, "The activated revision is reported", token);
    }

    private static async Task DeliverAsync(IConfigurationFixture f, CancellationToken token)
    {
        await f.Target.DeliverAsync(Delivery(f, 1, Read(f)), token);
        await EndedAsync(f, token);
    }

    private static Task EndedAsync(IConfigurationFixture f, CancellationToken token) => Expect.EventuallyAsync(
        f,
        async () => await ReportAsync(f, token) is { Delivering: null, Delivered: { } delivered } && delivered == f.Revision.Bundle.Digest,
        "The delivery has ended",
        token);

    private static BlobReader Read(IConfigurationFixture f) => (blob, _) => ValueTask.FromResult(f.Revision.Blobs[blob]);

    private static DeliverArguments Delivery(IConfigurationFixture f, int step, BlobReader reader) =>
        new(Effects.Key(f, step), Effects.Current, f.Bare, f.Revision.Bundle, [.. f.Revision.Bundle.Blobs], reader);

    private static ActivateArguments Activation(IConfigurationFixture f) => new(Effects.Key(f, 50), Effects.Current, f.Bare, f.Revision.Bundle.Digest);
}
