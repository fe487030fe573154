using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>What is wrong with a file is said with its name and what failed.</summary>
public sealed class DamagedFileTests
{
    [Fact]
    public async Task Open_NewerSchema_NamesTheFileAndLeavesIt()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper("PRAGMA user_version = 99");
        byte[] before = await File.ReadAllBytesAsync(file.Path, TemporaryFile.Token);

        JournalVersionException e = Should.Throw<JournalVersionException>(() => file.Open());

        e.Message.ShouldContain(file.Path);
        (e.Found, e.Known).ShouldBe((99, 1));
        (await File.ReadAllBytesAsync(file.Path, TemporaryFile.Token)).ShouldBe(before);
    }

    [Fact]
    public void Open_DirectoryMissing_SaysSo()
    {
        using var file = new TemporaryFile();

        StoreException e = Should.Throw<StoreException>(() => new SqliteStore(Path.Combine(file.Path, "none", "mirror.db"), file.Time));

        e.Fault.ShouldBe(StoreFault.Missing);
        e.Message.ShouldContain(file.Path);
    }

    [Fact]
    public void Open_Directory_IsRefused()
    {
        using var file = new TemporaryFile();

        Should.Throw<StoreException>(() => new SqliteStore(Path.GetDirectoryName(file.Path)!, file.Time)).Fault.ShouldBe(StoreFault.Refused);
    }

    [Fact]
    public async Task Open_NoDatabase_IsDamaged()
    {
        using var file = new TemporaryFile();
        await File.WriteAllTextAsync(file.Path, string.Concat(Enumerable.Repeat("This is a letter. ", 100)), TemporaryFile.Token);

        Should.Throw<StoreException>(() => file.Open()).Fault.ShouldBe(StoreFault.Damaged);
    }

    [Fact]
    public void Open_DatabaseOfAnotherApplication_IsLeftAlone()
    {
        using var file = new TemporaryFile();
        file.Tamper("CREATE TABLE letters (text TEXT)");

        StoreException e = Should.Throw<StoreException>(() => file.Open());

        e.Fault.ShouldBe(StoreFault.Damaged);
        e.Message.ShouldContain("another application");
    }

    [Fact]
    public async Task Open_ReadOnly_SaysSo()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();

        // Who runs as root writes to files that are marked as read-only; a connection for reading alone meets the same fault for everybody.
        StoreException e = Should.Throw<StoreException>(() => new SqliteStore(file.Path, file.Time, null, SqliteOpenMode.ReadOnly));

        e.Fault.ShouldBe(StoreFault.ReadOnly);
        e.Message.ShouldContain(file.Path);
    }

    [Fact]
    public async Task Calls_PagesOverwritten_AreDamagedAndGiveNothing()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync(200);
        byte[] bytes = await File.ReadAllBytesAsync(file.Path, TemporaryFile.Token);
        const int Page = 4096;
        bytes.Length.ShouldBeGreaterThan(4 * Page);
        for (int at = Page; at < bytes.Length; at += Page)
        {
            // The head of every page but the first: its kind, and where its cells begin.
            bytes.AsSpan(at, 64).Fill(0xA5);
        }

        await File.WriteAllBytesAsync(file.Path, bytes, TemporaryFile.Token);
        await using SqliteStore store = file.Open();

        StoreException e = await Should.ThrowAsync<StoreException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));
        e.Fault.ShouldBe(StoreFault.Damaged);
        e.Message.ShouldContain(file.Path);
        (await Should.ThrowAsync<StoreException>(async () => await store.AppendAsync(file.Record(1), TemporaryFile.Token))).Fault.ShouldBe(StoreFault.Damaged);
    }

    [Fact]
    public async Task AppendAsync_NoRoomLeft_SaysSoAndKeepsTheJournalWhole()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open(new SqliteStoreOptions { MaximumSize = 1 << 20 });
        JournalRecord large = file.Record(1) with { Payload = new string('x', 100_000) };
        int written = 0;
        StoreException e = await Should.ThrowAsync<StoreException>(async () =>
        {
            for (; written < 100; written++)
            {
                await store.AppendAsync(large, TemporaryFile.Token);
            }
        });

        e.Fault.ShouldBe(StoreFault.Full);
        written.ShouldBeInRange(5, 10);
        (await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token)).Count.ShouldBe(written);
        (await store.AppendAsync(file.Record(2), TemporaryFile.Token)).ShouldBe(written + 1);
    }

    [Fact]
    public async Task AppendAsync_HeldByAnother_IsLockedAfterTheBusyTimeoutAndGoesOnAfterwards()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open(new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(1) });
        using (SqliteConnection other = file.Connect())
        {
            using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
            (await Should.ThrowAsync<StoreException>(async () => await store.AppendAsync(file.Record(1), TemporaryFile.Token))).Fault.ShouldBe(StoreFault.Locked);
            (await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token)).ShouldBeEmpty();
        }

        (await store.AppendAsync(file.Record(1), TemporaryFile.Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Calls_Disposed_AreRefused()
    {
        using var file = new TemporaryFile();
        SqliteStore store = file.Open();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.AppendAsync(file.Record(1), TemporaryFile.Token));
    }

    [Fact]
    public void Open_OptionsOutOfRange_NamesThem()
    {
        using var file = new TemporaryFile();

        OptionsValidationException e = Should.Throw<OptionsValidationException>(() => file.Open(new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero, MaximumSize = 5 }));

        e.Failures.ShouldBe(
            [
                "SqliteStoreOptions.BusyTimeout (00:00:00) must be between 00:00:01 and 00:01:00.",
                "SqliteStoreOptions.MaximumSize (5) must be at least 1048576.",
            ]);
        File.Exists(file.Path).ShouldBeFalse();
    }
}
