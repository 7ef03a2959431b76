using System;
using System.Runtime.InteropServices;

namespace BackpropGen.Benchmarks.Kernels;

/// <summary>The system's OpenBLAS, where one is installed: the peer of products.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101, NoTranspose = 111, Transpose = 112;

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads"))(1);
    }

    /// <summary>Finds it, on one thread; null where it is missing.</summary>
    public static OpenBlas? Find()
    {
        foreach (string name in new[] { "libopenblas.so.0", "libopenblas.dylib", "libopenblas.dll" })
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new OpenBlas(library);
            }
        }

        return null;
    }

    /// <summary>c = a b, where c is [rows, columns] and each of a and b may be stored transposed.</summary>
    public void Multiply(int rows, int columns, int inner, float[] a, bool transposeA, float[] b, bool transposeB, float[] c)
    {
        fixed (float* first = a, second = b, target = c)
        {
            _multiply(
                RowMajor, transposeA ? Transpose : NoTranspose, transposeB ? Transpose : NoTranspose, rows, columns, inner,
                1, first, transposeA ? rows : inner, second, transposeB ? inner : columns, 0, target, columns);
        }
    }
}
