using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IConfigurationSource"/> must do.</summary>
public static class ConfigurationSourceContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    public static ContractSuite For(FixtureScope<IConfigurationFixture> scope) =>
        new SuiteBuilder<IConfigurationFixture>(nameof(IConfigurationSource), scope)
            .Add(Name_Asked_IsNotEmpty)
            .Add(ReadDesiredAsync_AtFirst_GivesTheDesired)
            .Add(ReadDesiredAsync_Published_GivesTheNewOne)
            .Build();

    private static Task Name_Asked_IsNotEmpty(IConfigurationFixture f, CancellationToken token)
    {
        Expect.That(!string.IsNullOrWhiteSpace(f.Source.Name), "The source has no name.");
        return Task.CompletedTask;
    }

    private static async Task ReadDesiredAsync_AtFirst_GivesTheDesired(IConfigurationFixture f, CancellationToken token)
    {
        Expect.Equal(f.Desired, await f.Source.ReadDesiredAsync(f.Cluster, token));
        Expect.Equal(f.Desired, await f.Source.ReadDesiredAsync(f.Cluster, token));
    }

    private static async Task ReadDesiredAsync_Published_GivesTheNewOne(IConfigurationFixture f, CancellationToken token)
    {
        await f.PublishAsync(f.Other, token);
        await Expect.EventuallyAsync(
            f, async () => await f.Source.ReadDesiredAsync(f.Cluster, token) == f.Other, "The published digest is the desired one", token);
    }
}
