using System.Linq;

namespace BackpropGen.Kernels;

public static partial class Quotients
{
    // Orders that a program may well ask for; the series of higher ones are made at every call.
    private const int TabulatedOrders = 8;

    private static readonly PowerSeries[] OfSine = Table(static order => MakeStumpff(1, order)), OfVersine = Table(static order => MakeStumpff(2, order));

    private static PowerSeries Stumpff(int k, int order) =>
        order >= TabulatedOrders ? MakeStumpff(k, order) : k == 1 ? OfSine[order] : OfVersine[order];

    /// <summary>The derivative of some order of Stumpff's cₖ(z) = Σ (−z)ⁿ / (2n + k)!, for |z| below (order + 1)².</summary>
    private static PowerSeries MakeStumpff(int k, int order)
    {
        double first = 1;
        for (int i = 1; i <= order; i++)
        {
            first *= -i;
        }

        for (int i = 2; i <= (2 * order) + k; i++)
        {
            first /= i;
        }

        return new PowerSeries(first, m => -(m + order) / ((double)m * ((2 * (m + order)) + k - 1) * ((2 * (m + order)) + k)), (order + 1.0) * (order + 1.0));
    }

    private static PowerSeries[] Table(Func<int, PowerSeries> make) => [.. Enumerable.Range(0, TabulatedOrders).Select(make)];
}
