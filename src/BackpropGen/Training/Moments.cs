namespace BackpropGen;

/// <summary>The moments that an optimizer keeps of some parameters.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly ref struct Moments<T>
    where T : unmanaged
{
    private readonly Span<T> _values;
    private readonly int _parameters;
    private readonly int _first;
    private readonly int _count;

    internal Moments(Span<T> values, int parameters)
        : this(values, parameters, 0, parameters)
    {
    }

    private Moments(Span<T> values, int parameters, int first, int count)
    {
        _values = values;
        _parameters = parameters;
        _first = first;
        _count = count;
    }

    /// <summary>One moment of each of the parameters.</summary>
    /// <param name="moment">Which, from 0.</param>
    public Span<T> this[int moment] => _values.Slice((moment * _parameters) + _first, _count);

    internal Moments<T> Slice(int first, int count) => new(_values, _parameters, _first + first, count);
}
