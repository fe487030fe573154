namespace TopologyMirror.Tests.Architecture.Banned;

internal static partial class BannedLines
{
    /// <summary>Randomness, ids and hashes that differ from run to run.</summary>
    private const string Chance = """
        P:System.Random.Shared => _ = Random.Shared;
        M:System.Random.#ctor => _ = new Random();
        M:System.Linq.Enumerable.Shuffle``1(System.Collections.Generic.IEnumerable{``0}) => _ = numbers.Shuffle();
        T:System.Security.Cryptography.RandomNumberGenerator => _ = System.Security.Cryptography.RandomNumberGenerator.GetInt32(9);
        M:System.Guid.NewGuid => _ = Guid.NewGuid();
        M:System.Guid.CreateVersion7 => _ = Guid.CreateVersion7();
        M:System.Guid.CreateVersion7(System.DateTimeOffset) => _ = Guid.CreateVersion7(default);
        M:System.Diagnostics.ActivityTraceId.CreateRandom => _ = ActivityTraceId.CreateRandom();
        M:System.Diagnostics.ActivitySpanId.CreateRandom => _ = ActivitySpanId.CreateRandom();
        M:System.IO.Path.GetRandomFileName => _ = System.IO.Path.GetRandomFileName();
        M:System.IO.Path.GetTempFileName => _ = System.IO.Path.GetTempFileName();
        M:System.String.GetHashCode => _ = text.GetHashCode();
        M:System.String.GetHashCode(System.StringComparison) => _ = text.GetHashCode(StringComparison.Ordinal);
        M:System.String.GetHashCode(System.ReadOnlySpan{System.Char}) => _ = string.GetHashCode(chars);
        M:System.String.GetHashCode(System.ReadOnlySpan{System.Char},System.StringComparison) => _ = string.GetHashCode(chars, StringComparison.Ordinal);
        M:System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(System.Object) => _ = System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text);
        T:System.HashCode => _ = HashCode.Combine(1, 2);
        T:System.HashCode => _ = default(HashCode).ToHashCode();
        """;
}
