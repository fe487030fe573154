namespace TopologyMirror.Simulation;

/// <summary>
/// Finds a list from which nothing can be left out without losing what is looked for: delta debugging (Zeller and Hildebrandt, "Simplifying and
/// Isolating Failure-Inducing Input", IEEE TSE 2002), with a bound on the number of trials.
/// </summary>
/// <param name="fails">Whether what is looked for is still there with a list.</param>
/// <param name="trials">Most trials.</param>
internal sealed class CampaignShrinker<T>(Func<IReadOnlyList<T>, bool> fails, int trials)
{
    private int _left = trials;

    public IReadOnlyList<T> Shorten(IReadOnlyList<T> list)
    {
        if (list.Count == 0 || Fails([]))
        {
            return [];
        }

        int parts = 2;
        while (list.Count > 1 && _left > 0)
        {
            if (Smaller(list, parts) is { } smaller)
            {
                (list, parts) = (smaller, 2);
            }
            else if (parts >= list.Count)
            {
                return list;
            }
            else
            {
                parts = Math.Min(parts * 2, list.Count);
            }
        }

        return list;
    }

    private T[]? Smaller(IReadOnlyList<T> list, int parts)
    {
        int size = (list.Count + parts - 1) / parts;
        T[][] chunks = [.. list.Chunk(size)];
        foreach (T[] chunk in chunks)
        {
            if (chunks.Length > 1 && Fails(chunk))
            {
                return chunk;
            }
        }

        for (int i = 0; i < chunks.Length && chunks.Length > 2; i++)
        {
            T[] rest = [.. chunks.Where((_, n) => n != i).SelectMany(static c => c)];
            if (Fails(rest))
            {
                return rest;
            }
        }

        return null;
    }

    private bool Fails(IReadOnlyList<T> list) => _left-- > 0 && fails(list);
}
