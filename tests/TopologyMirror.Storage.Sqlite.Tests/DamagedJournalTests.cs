using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>Whatever is wrong with a journal is said, and never skipped or replaced.</summary>
public sealed class DamagedJournalTests
{
    [Theory]
    [InlineData("UPDATE records SET payload = '{\"step\":9}' WHERE sequence = 2", 2)]
    [InlineData("UPDATE records SET step = 9 WHERE sequence = 2", 2)]
    [InlineData("UPDATE records SET time = time + 1 WHERE sequence = 4", 4)]
    [InlineData("UPDATE records SET time = -1 WHERE sequence = 4", 4)]
    [InlineData("UPDATE records SET kind = 'Closed' WHERE sequence = 2", 2)]
    [InlineData("UPDATE records SET seal = zeroblob(32) WHERE sequence = 2", 2)]
    [InlineData("UPDATE records SET seal = zeroblob(32) WHERE sequence = 5", 5)]
    [InlineData("DELETE FROM records WHERE sequence = 1", 1)]
    [InlineData("DELETE FROM records WHERE sequence = 3", 3)]
    [InlineData("DELETE FROM records WHERE sequence = 5", 5)]
    [InlineData("DELETE FROM records WHERE sequence > 3", 4)]
    [InlineData("DELETE FROM records", 1)]
    [InlineData("UPDATE records SET sequence = 7 WHERE sequence = 5", 5)]
    [InlineData("UPDATE clusters SET sequence = 4", 5)]
    [InlineData("UPDATE clusters SET seal = zeroblob(32)", 5)]
    [InlineData("DELETE FROM clusters", 1)]
    [InlineData("DELETE FROM records WHERE sequence < 3; UPDATE clusters SET removed_sequence = 1, removed_seal = (SELECT seal FROM records WHERE sequence = 3)", 2)]
    public async Task ReadAsync_Tampered_NamesTheRecord(string sql, long sequence)
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper(sql).ShouldBeGreaterThan(0);
        await using SqliteStore store = file.Open();

        CorruptJournalException e = await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));

        e.Sequence.ShouldBe(sequence, e.Message);
        e.Message.ShouldContain("'shop'");
    }

    [Fact]
    public async Task ReadAsync_FirstRecordIsNoCheckpoint_NamesIt()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper("UPDATE clusters SET removed_sequence = 3, removed_seal = (SELECT seal FROM records WHERE sequence = 3); DELETE FROM records WHERE sequence <= 3");
        await using SqliteStore store = file.Open();

        CorruptJournalException e = await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));

        e.Message.ShouldBe("Journal record 4 cannot be read: the journal of cluster 'shop' begins with it, and it is Result and no checkpoint");
    }

    [Theory]
    [InlineData(2, "DELETE FROM records WHERE sequence = 2", 2)]
    [InlineData(2, "UPDATE records SET payload = '' WHERE sequence = 3", 3)]
    [InlineData(5, "DELETE FROM records WHERE sequence = 5", 5)]
    [InlineData(99, "DELETE FROM records WHERE sequence = 5", 5)]
    public async Task ReadAsync_TamperedAfterWhatTheReaderHas_NamesTheRecord(long after, string sql, long sequence)
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper(sql).ShouldBe(1);
        await using SqliteStore store = file.Open();

        CorruptJournalException e = await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(TemporaryFile.Cluster, after, TemporaryFile.Token));

        e.Sequence.ShouldBe(sequence, e.Message);
    }

    [Fact]
    public async Task ReadAsync_UnknownKind_IsNotSkipped()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper("UPDATE records SET kind = 'Teleported' WHERE sequence = 2");
        await using SqliteStore store = file.Open();

        CorruptJournalException e = await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));

        e.Message.ShouldContain("'Teleported'");
    }

    [Fact]
    public async Task ReadAsync_RecordOfANewerVersion_SaysSo()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        file.Tamper("UPDATE records SET format = 2, kind = 'Teleported' WHERE sequence = 4");
        await using SqliteStore store = file.Open();

        JournalVersionException e = await Should.ThrowAsync<JournalVersionException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));

        (e.Found, e.Known).ShouldBe((2, 1));
        e.Message.ShouldContain("Journal record 4 of cluster 'shop'");
    }

    [Fact]
    public async Task ReadAsync_ByteFlippedInTheFile_NamesTheRecord()
    {
        using var file = new TemporaryFile();
        await file.WriteAsync();
        byte[] bytes = await File.ReadAllBytesAsync(file.Path, TemporaryFile.Token);
        int at = bytes.AsSpan().IndexOf("{\"step\":4}"u8);
        at.ShouldBeGreaterThan(0, "The payload stands in the file as it is.");
        bytes[at + 8] ^= 1;
        await File.WriteAllBytesAsync(file.Path, bytes, TemporaryFile.Token);
        await using SqliteStore store = file.Open();

        CorruptJournalException e = await Should.ThrowAsync<CorruptJournalException>(async () => await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token));

        e.Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task AppendAsync_PayloadWithNul_IsRefused()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open();

        await Should.ThrowAsync<ArgumentException>(async () => await store.AppendAsync(file.Record(1) with { Payload = "a\0b" }, TemporaryFile.Token));

        (await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token)).ShouldBeEmpty();
    }
}
