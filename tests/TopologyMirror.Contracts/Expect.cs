using System.Globalization;
using System.Runtime.CompilerServices;

namespace TopologyMirror.Contracts;

/// <summary>What cases assert with.</summary>
internal static class Expect
{
    /// <summary>How often something that takes its time is looked at.</summary>
    private const int Looks = 60;

    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ContractViolationException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        That(
            EqualityComparer<T>.Default.Equals(expected, actual),
            string.Create(CultureInfo.InvariantCulture, $"{what} is {actual}, and must be {expected}."));

    public static void SameItems<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        T[] wanted = [.. expected];
        T[] given = [.. actual];
        That(wanted.SequenceEqual(given), $"{what} is [{string.Join(", ", given)}], and must be [{string.Join(", ", wanted)}].");
    }

    public static void Empty<T>(IReadOnlyCollection<T>? actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        That(actual is { Count: 0 }, $"{what} is {(actual is null ? "null" : $"[{string.Join(", ", actual)}]")}, and must be empty.");

    public static async Task<TException> ThrowsAsync<TException>(Func<ValueTask> call, string what)
        where TException : Exception
    {
        try
        {
            await call();
        }
        catch (TException e)
        {
            return e;
        }

        throw new ContractViolationException($"{what} was carried out, and must throw {typeof(TException).Name}.");
    }

    /// <summary>Lets time pass until a condition holds, at most as long as the implementation may take.</summary>
    public static async Task EventuallyAsync(
        IContractFixture fixture, Func<ValueTask<bool>> condition, string what, CancellationToken cancellationToken)
    {
        for (int look = 0; look < Looks; look++)
        {
            if (await condition())
            {
                return;
            }

            await fixture.PassTimeAsync(fixture.Patience / Looks, cancellationToken);
        }

        That(await condition(), $"{what}: not so within {fixture.Patience}.");
    }

    /// <summary>An observation is stamped with a moment before the provider was asked, and by the clock of the implementation.</summary>
    public static void Stamped(IContractFixture fixture, DateTimeOffset asked, DateTimeOffset observedAt)
    {
        DateTimeOffset now = fixture.Time.GetUtcNow();
        That(
            observedAt >= asked && observedAt <= now,
            string.Create(CultureInfo.InvariantCulture, $"ObservedAt is {observedAt:O}; it was asked at {asked:O} and answered by {now:O}."));
    }
}
