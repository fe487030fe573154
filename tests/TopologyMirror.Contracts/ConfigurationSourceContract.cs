using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IConfigurationSource"/> must do.</summary>
public static class ConfigurationSourceContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="delivers">True when the source has bundles to deliver; false when instances are born with what its digests name.</param>
    public static ContractSuite For(FixtureScope<IConfigurationSourceFixture> scope, bool delivers) =>
        new SuiteBuilder<IConfigurationSourceFixture>(nameof(IConfigurationSource), scope)
            .Add(Name_Asked_IsNotEmpty)
            .Add(ReadDesiredAsync_AtFirst_GivesTheDesired)
            .Add(ReadDesiredAsync_Published_GivesTheNewOne)
            .Add(FindBundleAsync_Unknown_IsNull)
            .Add(ReadBlobAsync_Unknown_IsRefused)
            .AddWhen(!delivers, FindBundleAsync_Desired_IsNull)
            .AddWhen(delivers, FindBundleAsync_Desired_HasItsDigest)
            .AddWhen(delivers, FindBundleAsync_Superseded_IsStillThere)
            .AddWhen(delivers, ReadBlobAsync_OfTheBundle_HasItsBytes)
            .Build();

    private static Task Name_Asked_IsNotEmpty(IConfigurationSourceFixture f, CancellationToken token)
    {
        Expect.That(!string.IsNullOrWhiteSpace(f.Source.Name), "The source has no name.");
        return Task.CompletedTask;
    }

    private static async Task ReadDesiredAsync_AtFirst_GivesTheDesired(IConfigurationSourceFixture f, CancellationToken token)
    {
        Expect.Equal(f.Desired, await f.Source.ReadDesiredAsync(f.Live, token));
        Expect.Equal(f.Desired, await f.Source.ReadDesiredAsync(f.Live, token));
    }

    private static async Task ReadDesiredAsync_Published_GivesTheNewOne(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        await PublishAsync(f, token);
    }

    private static async Task FindBundleAsync_Unknown_IsNull(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        ConfigurationBundle? bundle = await f.Source.FindBundleAsync(f.Cluster, new ConfigDigest(new string('9', ConfigDigest.Length)), token);
        Expect.That(bundle is null, "A digest that nobody knows has a bundle.");
    }

    private static async Task ReadBlobAsync_Unknown_IsRefused(IConfigurationSourceFixture f, CancellationToken token) =>
        await Expect.ThrowsAsync<NotRetainedException>(
            async () => await f.Source.ReadBlobAsync(f.Cluster, new BlobDigest(new string('9', ConfigDigest.Length)), token), "Reading a blob that nobody knows");

    private static async Task FindBundleAsync_Desired_IsNull(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        Expect.That(await f.Source.FindBundleAsync(f.Cluster, f.Desired, token) is null, "The desired digest has a bundle, and instances are said to be born with it.");
    }

    private static async Task FindBundleAsync_Desired_HasItsDigest(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        Expect.Equal(f.Desired, (await f.Source.FindBundleAsync(f.Cluster, f.Desired, token))?.Digest);
    }

    private static async Task FindBundleAsync_Superseded_IsStillThere(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        await PublishAsync(f, token);
        ConfigurationBundle? before = await f.Source.FindBundleAsync(f.Cluster, f.Desired, token);
        Expect.Equal(f.Desired, before?.Digest);
        await f.Source.ReadBlobAsync(f.Cluster, before!.Blobs.First(), token);
    }

    private static async Task ReadBlobAsync_OfTheBundle_HasItsBytes(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.Source.ReadDesiredAsync(f.Live, token);
        ConfigurationBundle bundle = (await f.Source.FindBundleAsync(f.Cluster, f.Desired, token))!;
        Expect.That(bundle.Blobs.Any(), "The bundle of the fixture has no blob.");
        foreach (BlobDigest blob in bundle.Blobs)
        {
            Expect.Equal(blob, BlobDigest.Of((await f.Source.ReadBlobAsync(f.Cluster, blob, token)).Span));
        }
    }

    private static async Task PublishAsync(IConfigurationSourceFixture f, CancellationToken token)
    {
        await f.PublishAsync(f.Other, token);
        await Expect.EventuallyAsync(
            f, async () => await f.Source.ReadDesiredAsync(f.Live, token) == f.Other, "The published digest is the desired one", token);
    }
}
