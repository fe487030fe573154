using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

public sealed class SqliteHostTests
{
    [Fact]
    public async Task UseSqliteStore_OfAHost_IsTheStoreAndClosesWithIt()
    {
        using var file = new TemporaryFile();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(file.Time);
        services.AddTopologyMirror().UseSqliteStore(file.Path, o => o.BusyTimeout = TimeSpan.FromSeconds(3));
        ServiceProvider provider = services.BuildServiceProvider();
        IMirrorStore store = provider.GetRequiredService<IMirrorStore>();

        store.ShouldBeOfType<SqliteStore>().Path.ShouldBe(file.Path);
        await provider.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.FindCheckpointAsync(TemporaryFile.Cluster, TemporaryFile.Token));
    }

    [Fact]
    public async Task UseSqliteStore_OptionOutOfRange_IsRefused()
    {
        using var file = new TemporaryFile();
        var services = new ServiceCollection();
        services.AddTopologyMirror().UseSqliteStore(file.Path, o => o.MaximumSize = 1);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IMirrorStore>());
    }
}
