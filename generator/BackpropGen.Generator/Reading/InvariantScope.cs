using System;
using System.Globalization;

namespace BackpropGen.Generator.Reading;

// A compiler extension should not depend on the culture; this is how it does not: the analyzer's rule means messages.
#pragma warning disable RS1035

/// <summary>Pins the culture of the thread until disposed: what is read and written is the same on every machine.</summary>
internal sealed class InvariantScope : IDisposable
{
    private readonly CultureInfo _outer = CultureInfo.CurrentCulture;

    public InvariantScope() => CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

    public void Dispose() => CultureInfo.CurrentCulture = _outer;
}
